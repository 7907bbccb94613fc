/** The page whose button takes the manifest to GitHub. */
export function startPage(action: string, manifest: object): string {
  return page(`<p>GitHub will show what the app may do and let you name it. Nothing is made before you agree there.</p>
<form method="post" action="${escaped(action)}">
<input type="hidden" name="manifest" value="${escaped(JSON.stringify(manifest))}">
<button>Make the app on GitHub</button>
</form>`);
}

/** A page that says how it went. */
export function endPage(text: string, link?: string): string {
  const next = link === undefined ? '' : `\n<p><a href="${escaped(link)}">Install it in your repositories</a></p>`;
  return page(`<p>${escaped(text)}</p>${next}`);
}

function page(body: string): string {
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>backlint-bot setup</title>
<h1>backlint-bot setup</h1>
${body}
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
