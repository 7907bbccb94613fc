#!/usr/bin/env node
import '../dist/bot.js';
