// Before the first paint, so that a dark page never flashes white.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem('metric-ai.theme');
  } catch {
    // Storage may be forbidden: then the system decides.
  }
  var dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();

// What React draws may never come: a page that stays blank says nothing. Here alone, because nothing else has loaded then.
addEventListener(
  'error',
  function (event) {
    var root = document.getElementById('root');
    if (!(event.target instanceof HTMLScriptElement) || !root || root.childElementCount > 0) return;
    root.textContent =
      'The dashboard did not load: the connection broke, or its files are not there. Load the page again.';
    root.setAttribute('role', 'alert');
    root.style.cssText = 'padding: 24px; font: 15px/1.5 system-ui, sans-serif';
  },
  true,
);
