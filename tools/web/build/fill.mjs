// Puts the data into the built page, as fcrsim does; the README states the rule.

export const kPlace = '<script type="application/json" id="report-data">null</script>';

/** The page with the data in its place. Throws when there is not exactly one place. */
export function fill(page, data) {
  const parts = page.split(kPlace);
  if (parts.length !== 2) {
    throw new Error(`the page has ${parts.length - 1} places for data instead of 1`);
  }
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  return parts[0] + kPlace.replace('null', () => json) + parts[1];
}
