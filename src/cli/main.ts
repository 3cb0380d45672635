#!/usr/bin/env node
import { tolerateClosedPipes } from './output.js';
import { complainOfDefect, run } from './program.js';

/** The one place that sets the exit code. Output that is still under way is finished first. */
tolerateClosedPipes();
process.on('uncaughtException', (error) => process.exit(complainOfDefect(error)));
process.exitCode = await run(process.argv.slice(2));
