// What a live page shows of the room, as a list of named texts: strip, tiles, line of alarms. For tests
// that hold it to something else.

/** In the page, before its script: keeps what is shown with each state, once, as the page puts it
 * there: `fcr_shown` is a list of {number, at, texts}, `at` in ms since 1970; each is the detail of an event
 * `fcr-shown` of the document as well. */
export function keep_shown() {
  const seen = (root, selector) => [...root.querySelectorAll(selector)].filter((element) => element.checkVisibility());
  const text = (element) => element?.textContent.trim().replace(/\s+/g, ' ') ?? '';

  function tile_texts(tile, texts) {
    const { tile: id, level } = tile.dataset;
    const put = (what, value) => (texts[`${id}: ${what}`] = value);
    put('name', text(tile.querySelector('.fcr-tile__name')));
    put('level', [level, tile.querySelector('.fcr-shape').dataset.shape, ...seen(tile, '.fcr-level span').map(text)].join(' '));
    seen(tile, '.fcr-tile__figure').forEach((figure, at) => put(`figure ${at + 1}`, `${text(figure.querySelector('.fcr-tile__digits'))} ${text(figure.querySelector('.fcr-tile__caption'))}`));
    seen(tile, '.fcr-tile__details p').map(text).filter(Boolean).forEach((detail, at) => put(`detail ${at + 1}`, detail));
    seen(tile, 'tbody tr').forEach((row, at) => put(`pool ${at + 1}`, [...row.children].map(text).join(' ')));
  }

  /** All but the real time and the age of the data. */
  window.fcr_shown_now = () => {
    const texts = {};
    texts['strip: clock'] = text(document.querySelector('.fcr-strip__clock'));
    texts['strip: run'] = text(document.querySelector('.fcr-strip__run'));
    seen(document, '.fcr-strip__orders > div').forEach((order) => (texts[`strip: ${text(order.querySelector('dt'))}`] = text(order.querySelector('dd')) + (order.className ? ' (on)' : '')));
    seen(document, '.fcr-strip__reason, .fcr-strip__banner').forEach((line) => (texts[`strip: ${line.className}`] = text(line)));
    document.querySelectorAll('.fcr-tile').forEach((tile) => tile_texts(tile, texts));
    const alarms = document.querySelector('.fcr-alarms');
    texts['alarms: kind'] = `${alarms?.dataset.kind} ${alarms?.querySelector('.fcr-shape').dataset.shape}`;
    texts['alarms: line'] = text(alarms?.querySelector('strong') ?? alarms);
    texts['alarms: rest'] = text(alarms?.querySelector('.fcr-alarms__rest'));
    texts['alarms: more'] = text(alarms?.querySelector('.fcr-alarms__more'));
    return texts;
  };

  window.fcr_shown = [];
  // The tiles of a state: one that they are changed to, or with which they come into the page.
  let tiles, known;
  new MutationObserver(() => {
    const now = document.querySelector('.fcr-tiles');
    if (now?.dataset.at && (now !== tiles || now.dataset.at !== known)) {
      [tiles, known] = [now, now.dataset.at];
      const one = { number: Number(known), at: performance.timeOrigin + performance.now(), texts: window.fcr_shown_now() };
      window.fcr_shown.push(one);
      document.dispatchEvent(new CustomEvent('fcr-shown', { detail: one }));
    }
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-at'] });
}

/** Keys whose texts are not the same, each with both. */
export function differences(shown, expected) {
  const keys = new Set([...Object.keys(shown), ...Object.keys(expected)]);
  return [...keys].filter((key) => shown[key] !== expected[key]).map((key) => ({ key, shown: shown[key], expected: expected[key] }));
}
