export { sessionsQuery } from '@/lib/api/sessions';
