import { Argument, type Command, Option } from 'commander';
import { scaffoldKindNames } from '../scaffold/scaffold-kind.ts';
import type { Edge } from './edge.ts';
import { scaffoldHelp } from './help-texts.ts';
import { config, noConfig } from './shared-options.ts';

/** `backlint scaffold`. */
export function addScaffold(program: Command, { shell, exit }: Edge): void {
  program
    .command('scaffold')
    .summary('write manifests that a database lacks')
    .description('Writes manifests that fit a Cluster of the files under each PATH, in a form that every rule accepts.')
    .addArgument(new Argument('<KIND>', 'what to write').choices(scaffoldKindNames))
    .argument('[PATH...]', 'folders and files that declare the cluster')
    .requiredOption('--for <CLUSTER>', 'the cluster, as NAME or NAMESPACE/NAME')
    .addOption(new Option('--as <LANGUAGE>', 'how to write them').choices(['yaml', 'terraform']).default('yaml'))
    .option('--output <FILE>', 'write a new file instead of printing')
    .option('--destination <URL>', 'where backups should go, such as s3://backups/orders')
    .option('--endpoint <URL>', 'the URL of an S3-compatible store')
    .option('--secret <NAME>', 'the Secret with the credentials of the destination')
    .addOption(config())
    .addOption(noConfig())
    .addHelpText('after', scaffoldHelp)
    .action(async (kind, paths, options) => {
      const { scaffoldCommand } = await import('../commands/scaffold.ts');
      exit(await scaffoldCommand(kind, paths, options, shell));
    });
}
