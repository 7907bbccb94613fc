import { memoryTree } from '@backlint/source/source-tree';
import { expect, test } from 'vitest';
import { readTerraform } from '../read-terraform.ts';

const module = `variable "name" { default = "orders" }
resource "kubernetes_manifest" "cluster" {
  manifest = { apiVersion = "postgresql.cnpg.io/v1", kind = "Cluster", metadata = { name = var.name, namespace = "shop" } }
}
`;
const call = (source: string) => `module "database" {\n  source = "${source}"\n}\n`;

function read(files: Readonly<Record<string, string>>) {
  const { objects, unknown } = readTerraform(memoryTree(files)).result;
  return { objects: objects.map(({ address }) => address), unknown: unknown.map(({ what }) => what) };
}

test('what an example makes of a module is nobody’s database', () => {
  expect(read({ 'main.tf': module, 'examples/basic/main.tf': call('../..') })).toEqual({
    objects: [],
    unknown: ['the module that examples/basic calls'],
  });
});

test('whoever else calls it does make one', () => {
  const files = { 'm/main.tf': module, 'm/examples/basic/main.tf': call('../..'), 'live/main.tf': call('../m') };
  expect(read(files).objects).toEqual(['postgresql.cnpg.io/Cluster/shop/orders']);
});

test('a folder of that name that calls nothing of the repository is a configuration like others', () => {
  expect(read({ 'examples/main.tf': module })).toEqual({
    objects: ['postgresql.cnpg.io/Cluster/shop/orders'],
    unknown: [],
  });
});
