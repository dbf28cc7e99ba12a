import { CopyButton } from '@/ui/States';

/** Text to copy, with the place it belongs to. */
export function Snippet({ title, text, primary = false }: { title: string; text: string; primary?: boolean }) {
  return (
    <div className="snippet">
      <header>
        <code>{title}</code>
        <CopyButton text={text} label="Copy" primary={primary} />
      </header>
      <pre tabIndex={0} aria-label={title}>
        {text}
      </pre>
    </div>
  );
}
