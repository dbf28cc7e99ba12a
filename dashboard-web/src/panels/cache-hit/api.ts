export { cacheHitQuery } from '@/lib/api/panels';
