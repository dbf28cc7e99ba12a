// Shows /api/openapi.json, with nothing from elsewhere: no library, no third party.
const answer = await fetch('/api/openapi.json');
const about = document.getElementById('about');
if (answer.ok) {
  show(await answer.json());
} else {
  const problem = await answer.json().catch(() => ({}));
  about.textContent = problem.detail ?? `The description cannot be read (${answer.status}).`;
  if (problem.loginUrl) {
    const link = make('a', 'Sign in');
    link.href = `${problem.loginUrl}?redirect_url=${encodeURIComponent(location.href)}`;
    about.append(' ', link);
  }
}

function make(tag, text) {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  return element;
}

function show(api) {
  about.textContent = api.info.description;
  const list = document.getElementById('endpoints');
  for (const [path, methods] of Object.entries(api.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const details = make('details');
      const summary = make('summary');
      summary.append(make('code', `${method.toUpperCase()} ${path}`), ` ${operation.summary ?? ''}`);
      details.append(summary, parameters(operation.parameters ?? []));
      const schema = Object.values(operation.responses?.['200']?.content ?? {})[0]?.schema;
      if (schema) details.append(make('pre', JSON.stringify(example(schema, api, []), null, 2)));
      list.append(details);
    }
  }
}

function parameters(all) {
  const table = make('table');
  for (const parameter of all) {
    const row = make('tr');
    const name = make('th');
    name.append(make('code', parameter.name));
    row.append(name, make('td', parameter.description ?? ''));
    table.append(row);
  }
  return table;
}

// The shape of an answer: names and types, one element per list.
function example(schema, api, seen) {
  const name = schema.$ref?.split('/').pop();
  if (name) return seen.includes(name) ? '…' : example(api.components.schemas[name], api, [...seen, name]);
  if (schema.type === 'array') return [example(schema.items ?? {}, api, seen)];
  if (!schema.properties) return schema.format ?? schema.type ?? 'any';
  return Object.fromEntries(Object.entries(schema.properties).map(([key, value]) => [key, example(value, api, seen)]));
}
