export { activeUsersQuery } from '@/lib/api/panels';
