#!/usr/bin/env node
import '../dist/backlint.js';
