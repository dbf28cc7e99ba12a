export { sessionQuery, sessionsQuery } from '@/lib/api/sessions';
