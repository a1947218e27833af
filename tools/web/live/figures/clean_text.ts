// What a person has written. It is text and stays where it is put: control characters are left out,
// marks do not pile up.

export function clean_text(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]/g, ' ').replace(/(\p{M}{2})\p{M}+/gu, '$1');
}
