/** What a page's own words of the address should have said; they are left out of it. */
export function Lost({ words }: { words: readonly (string | null)[] }) {
  const lost = words.filter((word) => word !== null);
  if (lost.length === 0) return null;
  return (
    <p className="note lost" role="status">
      <b>Part of the address was not understood:</b> {lost.join(', ')}.
    </p>
  );
}
