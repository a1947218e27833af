// Every figure of a review leads to what it was counted from: each has a link, each link a target in
// the page, and the target, unfolded, counts to the same figure.

/** Sections with figures, and in them tables whose rows are events themselves. */
const kSections = ['summary', 'timeline', 'decisions', 'service', 'outcomes', 'tasks'];
const kEventTables = ['Log'];
const kNames = ['Line', 'Reason given']; // heads of columns with names and words, such as 101

/** What is wrong with the links of the page; `look` is run in it. */
async function broken_links(page) {
  return page.evaluate(({ sections, event_tables, names }) => {
    const faults = [];
    const quantity = /^[−+£]?\d[\d,.]*( %| points?| s| min| h| calls?| GBP)?( of [\d,]+)?( \(.*\))?$/;
    const where = (cell) => `${cell.closest('table')?.caption?.textContent}: ${cell.closest('tr')?.cells[0]?.textContent}: ${cell.textContent}`;
    let figures = 0;
    for (const id of sections) {
      for (const cell of document.querySelectorAll(`#${id} tbody td`)) {
        const is_event = event_tables.includes(cell.closest('table').caption.textContent);
        const head = cell.closest('table').tHead.rows[0].cells[cell.cellIndex]?.textContent;
        if (is_event || names.includes(head) || !quantity.test(cell.textContent.trim())) {
          continue;
        }
        figures += 1;
        if (!cell.querySelector('a.fcr-counted[href^="#"]')) {
          faults.push(`no link: ${where(cell)}`);
        }
      }
    }
    for (const value of document.querySelectorAll('.fcr-card .govuk-heading-l')) {
      figures += 1;
      if (/\d/.test(value.textContent) && !value.querySelector('a.fcr-counted[href^="#"]')) {
        faults.push(`no link: card ${value.textContent}`);
      }
    }
    for (const words of document.querySelectorAll('#summary > .govuk-body, .fcr-card .govuk-body, #made-again')) {
      if (/\d/.test(words.textContent) && !words.querySelector('a.fcr-counted')) {
        faults.push(`no link: ${words.textContent.slice(0, 80)}`);
      }
    }
    const links = [...document.querySelectorAll('main a[href^="#"]')];
    for (const link of links) {
      if (!document.getElementById(link.getAttribute('href').slice(1))) {
        faults.push(`no such place: ${link.getAttribute('href')} of ${link.getAttribute('aria-label') ?? link.textContent}`);
      }
      if (link.classList.contains('fcr-counted') && link.hasAttribute('aria-label') && !link.getAttribute('aria-label').startsWith(link.textContent)) {
        faults.push(`its name is not its text: ${link.getAttribute('aria-label')}`);
      }
    }
    const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
    faults.push(...ids.filter((id, place) => ids.indexOf(id) !== place).map((id) => `the id ${id} twice`));
    return { faults, figures, links: links.length };
  }, { sections: kSections, event_tables: kEventTables, names: kNames });
}

/** What was unfolded counts to other figures than the tables have. */
async function other_counts(page) {
  return page.evaluate(() => {
    const faults = [];
    let compared = 0;
    const after = (id) => document.getElementById(id)?.nextElementSibling;
    const expect = (holds, what) => {
      compared += 1;
      if (!holds) {
        faults.push(what);
      }
    };
    for (const row of document.querySelectorAll('#service table[data-file="quarters"] tbody tr')) {
      const [at, line, offered, answered, in_time] = [...row.cells].map((cell) => cell.textContent.trim());
      const place = row.cells[2].querySelector('a').getAttribute('href').slice(1);
      const words = after(place)?.textContent ?? '';
      const percent = `(${in_time} % of offered)`;
      expect(offered === '0' ? words === 'No call.' : words.startsWith(`${offered} offered: ${answered} answered`) && words.includes(percent), `${at} ${line}: ${offered} ${answered} ${in_time}, but ${place} has "${words}"`);
    }
    for (const row of document.querySelectorAll('#decisions table[data-file="decisions_followed"] tbody tr')) {
      for (const cell of [...row.cells].slice(2, 5)) {
        const place = cell.querySelector('a').getAttribute('href').slice(1);
        const [in_time, offered] = cell.textContent.split(' of ');
        let words = after(place);
        while (words && !words.textContent.startsWith('999.')) {
          words = words.nextElementSibling;
        }
        const told = words?.textContent ?? '';
        expect(offered === undefined ? told === '999. No call.' : told.startsWith(`999. ${offered} offered`) && told.includes(`answered, ${in_time} of them in time`), `${place}: ${cell.textContent}, but "${told}"`);
      }
    }
    for (const row of document.querySelectorAll('#outcomes table[data-file="outcomes"] tbody tr')) {
      for (const cell of [row.cells[3], row.cells[4]]) {
        const link = cell.querySelector('a');
        if (link) {
          const place = link.getAttribute('href').slice(1);
          const heading = document.getElementById(place)?.textContent ?? '';
          expect(heading.includes(`: ${link.textContent} `), `${place}: ${link.textContent}, but "${heading}"`);
        }
      }
    }
    for (const minute of document.querySelectorAll('#timeline table[data-file="timeline"] tbody tr')) {
      const cells = [...minute.cells].slice(1);
      const place = cells[0].querySelector('a').getAttribute('href').slice(1);
      const row = document.getElementById(place);
      const said = row?.matches('tr') ? row.cells[1].textContent : '';
      const heads = [...minute.closest('table').tHead.rows[0].cells].slice(1).map((head) => head.textContent);
      const offered = cells.filter((_, at) => heads[at].endsWith('offered')).reduce((sum, cell) => sum + Number(cell.textContent), 0);
      expect((said === 'none' ? 0 : said.split('; ').length) === offered, `${place}: ${offered} offered, but "${said}"`);
    }
    return { faults, compared };
  });
}

/** Faults of a page of a review, in words. Leaves it unfolded. */
export async function check_figure_links(page, name) {
  const faults = [];
  const { faults: broken, figures, links } = await broken_links(page);
  faults.push(...broken);
  if (figures < 100) {
    faults.push(`only ${figures} figures were found`);
  }
  await page.locator('.fcr-card a.fcr-counted').first().click();
  await page.waitForTimeout(600);
  const arrived = await page.evaluate(() => {
    const target = document.getElementById(location.hash.slice(1));
    const box = target?.getBoundingClientRect();
    return { focused: document.activeElement === target, seen: box !== undefined && box.height > 0 && box.top >= 0 && box.top < innerHeight, folded: target?.closest('details')?.open === false };
  });
  if (!arrived.focused || !arrived.seen || arrived.folded) {
    faults.push(`a link of a card does not arrive: ${JSON.stringify(arrived)}`);
  }
  await page.goBack();
  await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
  await page.waitForTimeout(500);
  const { faults: other, compared } = await other_counts(page);
  faults.push(...other);
  const unfolded = await broken_links(page);
  faults.push(...unfolded.faults.map((fault) => `unfolded: ${fault}`));
  console.log(`${name}: ${figures} figures, ${links} links, ${compared} counted again in the page`);
  return [...new Set(faults)].slice(0, 20).map((fault) => `${name}: ${fault}`);
}
