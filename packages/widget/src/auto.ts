import { defineKithWidget } from './index.ts';

// The element's own attribute `api` says where Kith is.
if (typeof window !== 'undefined') defineKithWidget('');
