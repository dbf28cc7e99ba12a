export { topPromptsQuery } from '@/lib/api/prompts';
