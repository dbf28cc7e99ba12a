export { toolDecisionsQuery } from '@/lib/api/panels';
