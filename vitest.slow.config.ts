import { defineConfig } from 'vitest/config';
import { COMMON, SLOW } from './vitest.config.js';

export default defineConfig({ test: { ...COMMON, include: [...SLOW] } });
