import type { CopkitError } from '@copkit/core';

const STATUS = { forbidden: 403, unavailable: 503 } as const;

/** Tells a person why a sign-in did not work, with a link to begin again. No style: the API's pages may load nothing. */
export function noticePage(error: CopkitError, signIn: string): Response {
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Sign-in</title>
<h1>You are not signed in</h1>
<p>${escaped(error.message)}</p>
<p><a href="${escaped(signIn)}">Sign in again</a></p>
</html>
`;
  const status = Object.hasOwn(STATUS, error.code) ? STATUS[error.code as keyof typeof STATUS] : 400;
  return new Response(html, {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  });
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
