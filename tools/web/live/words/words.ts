// The words of the pages, of the language that the browser asks for; English where there is none.
// Another language is one more file with the same entries, named here.
import { en } from './en.ts';

export type Words = typeof en;

export const kCatalogues: Record<string, Words> = { en };

/** The catalogue of the first language that there is one for: "cy-GB" finds "cy". */
export function catalogue_of(languages: readonly string[]): { language: string; words: Words } {
  const language = languages.map((tag) => tag.split('-')[0] ?? '').find((tag) => tag in kCatalogues) ?? 'en';
  return { language, words: kCatalogues[language] ?? en };
}

export const { language, words } = catalogue_of(globalThis.navigator?.languages ?? []);
