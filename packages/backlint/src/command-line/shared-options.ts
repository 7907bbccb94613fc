import { Option } from 'commander';
import { collect, readList, readVersion } from './argument-readers.ts';

// Options of several commands, each made anew: commander keeps state in them.

export const config = () =>
  new Option('--config <FILE>', 'read this configuration (default: .backlint.yaml of the repository)');

export const noConfig = () => new Option('--no-config', 'read no configuration');

export const only = () =>
  new Option('--only <RULE>', 'run these rules only; repeat it or use commas').argParser(readList).default([], 'all');

export const skip = () =>
  new Option('--skip <RULE>', 'leave out these rules; repeat it or use commas').argParser(readList).default([], 'none');

export const operatorVersion = () =>
  new Option('--operator-version <X.Y.Z>', 'version of CloudNativePG in use').argParser(readVersion);

export const pluginVersion = () =>
  new Option('--plugin-version <X.Y.Z>', 'version of its barman-cloud plugin in use').argParser(readVersion);

export const varFile = () =>
  new Option('--var-file <FILE>', 'set Terraform variables from a file, as terraform does; repeat it for several')
    .argParser(collect)
    .default([], 'none');

export const noHelm = () =>
  new Option('--no-helm', 'do not run helm, where it is installed, on charts among the files');

export const color = () => new Option('--color', 'use colours, also where the output is no terminal');

export const noColor = () => new Option('--no-color', 'use no colours');
