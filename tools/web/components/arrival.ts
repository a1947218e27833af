// Links within the page: what they lead to may be folded, or made only when it is unfolded.

const kAgain = 40; // ms between looks for what is being made
const kLooks = 100;

/** From now on a link to a part of the page unfolds it, goes there and says so to screen readers. */
export function start_arrivals(): void {
  addEventListener('hashchange', arrive);
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
    if (link && link.getAttribute('href') === location.hash) {
      arrive(); // the same link again: its target may have been folded since
    }
  });
  arrive();
}

function target_of_page(): HTMLElement | null {
  return location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
}

function arrive(): void {
  const target = target_of_page();
  for (let place = target?.closest('details'); place; place = place.parentElement?.closest('details')) {
    place.open = true;
  }
  if (target) {
    arrive_when_made(location.hash, kLooks);
  }
}

/** What stands for a part that is not made yet says so. */
function arrive_when_made(hash: string, looks: number): void {
  const target = target_of_page();
  if (!target || location.hash !== hash) {
    return;
  }
  if (target.dataset.unmade !== undefined && looks > 0) {
    setTimeout(() => arrive_when_made(hash, looks - 1), kAgain);
    return;
  }
  point_at(target);
}

function point_at(target: HTMLElement): void {
  document.querySelectorAll('.fcr-arrived').forEach((earlier) => earlier.classList.remove('fcr-arrived'));
  target.classList.add('fcr-arrived');
  target.scrollIntoView({ block: 'start' });
  const place = target.matches('details') ? target.querySelector('summary') : target;
  if (place && !place.matches('section, main')) {
    place.focus({ preventScroll: true });
  }
}
