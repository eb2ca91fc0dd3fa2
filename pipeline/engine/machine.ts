/** The machine that a run ran on, for its results. */
import { cpus, totalmem } from 'node:os';

export const machine = () => ({
  hardware: {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryBytes: totalmem(),
  },
  peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
});
