// Makes one HTML file of a built page: script and styles inside, and a policy that lets nothing
// else in. The policy names the script and the styles by hash, so that it needs no 'unsafe-inline'.
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { licence_comment } from './licences.mjs';

const kModules = fileURLToPath(new URL('../node_modules', import.meta.url));

const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

// A closing tag inside the script would end it early; in JavaScript strings \/ is the same as /.
const safe_script = (code) => code.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');

export function single_file() {
  return {
    name: 'single-file',
    enforce: 'post',
    apply: 'build',
    generateBundle(_options, bundle) {
      const entries = Object.values(bundle);
      const page = entries.find((entry) => entry.fileName.endsWith('.html'));
      const chunks = entries.filter((entry) => entry.type === 'chunk');
      const styles = entries.filter((entry) => entry.fileName.endsWith('.css'));
      if (!page || chunks.length !== 1 || styles.length !== 1) {
        this.error(`expected 1 page, 1 script and 1 style sheet, not ${chunks.length} and ${styles.length}`);
      }
      const script = safe_script(chunks[0].code.trim());
      const style = String(styles[0].source).trim();
      const policy = [
        "default-src 'none'",
        `script-src ${hash(script)}`,
        `style-src ${hash(style)}`,
        "base-uri 'none'",
        "form-action 'none'",
      ].join('; ');
      const without_files = String(page.source)
        .replace(/\s*<script type="module"[^>]*src=[^>]*><\/script>/, '')
        .replace(/\s*<link rel="(stylesheet|modulepreload)"[^>]*>/g, '');
      page.source = without_files
        .replace(
          '<meta charset="utf-8">',
          () =>
            `<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="${policy}">`,
        )
        .replace('</head>', () => `<style>${style}</style>\n</head>`)
        .replace('</body>', () => `<script type="module">${script}</script>\n</body>`)
        .replace('</html>', () => `${licence_comment(kModules)}\n</html>`);
      for (const entry of [...chunks, ...styles]) {
        delete bundle[entry.fileName];
      }
      page.fileName = 'report.html';
    },
  };
}
