import { expect, it } from 'vitest';
import { signInUrl } from './sign-in';

it('tells the login page where to come back to', () => {
  const here = 'http://127.0.0.1:8080/people?range=1w&user=a';
  const url = new URL(signInUrl('http://127.0.0.1:8081/cdn-cgi/access/login', here));
  expect(url.origin + url.pathname).toBe('http://127.0.0.1:8081/cdn-cgi/access/login');
  expect(url.searchParams.get('redirect_url')).toBe(here);
  expect(signInUrl('/login?back=here', here)).toMatch(/^http:\/\/127\.0\.0\.1:8080\/login\?back=here&redirect_url=/);
});
