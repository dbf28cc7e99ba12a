import { useParams } from '@tanstack/react-router';
import { shortId } from '@/lib/format';
import { panels } from '@/panels/registry';
import { Page } from '@/ui/Page';

const Prompt = panels.prompt;

export function PromptPage() {
  const { promptId } = useParams({ strict: false });
  const id = promptId ?? '';
  return (
    <Page title={`Prompt ${shortId(id, 8)}`}>
      <Prompt key={id} promptId={id} />
    </Page>
  );
}
