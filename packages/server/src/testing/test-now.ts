/** Tests run on a Monday morning in November. */
export const TEST_NOW = '2026-11-23T09:00:00Z';
