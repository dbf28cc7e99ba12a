/** The login page, told where to come back to. */
export function signInUrl(loginUrl: string, here: string): string {
  const url = new URL(loginUrl, here);
  url.searchParams.set('redirect_url', here);
  return url.toString();
}
