// The token of one's seat: in this tab alone, gone when it is closed. And the code that came with the
// address, which is taken out of it at once.

const kKey = 'fcr_token';

export const kept_token = () => sessionStorage.getItem(kKey) ?? undefined;
export const keep_token = (token: string) => sessionStorage.setItem(kKey, token);
export const forget_token = () => sessionStorage.removeItem(kKey);

/** The code of `#code=...`; afterwards neither the address bar nor the history has it. */
export function take_code_of_address(): string {
  const said = new URLSearchParams(location.hash.slice(1));
  const code = said.get('code') ?? '';
  if (code) {
    said.delete('code');
    history.replaceState(null, '', location.pathname + (said.size > 0 ? `#${said}` : ''));
  }
  return code;
}
