import type { Service } from '../service';
import * as aliases from './aliases';
import * as concurrency from './concurrency';
import { lambdaConstraints } from './constraints';
import { demandsOf } from './demands';
import * as functions from './functions';
import { invoke } from './invoke';
import * as permissions from './permissions';
import { runtimeOf } from './runtime';
import * as tags from './tags';
import * as versions from './versions';

/** Lambda: functions that are uploaded, and run for real. */
export const lambdaService: Service = {
  signingName: 'lambda',
  protocol: { name: 'rest-json', constraints: lambdaConstraints, bodyPath: () => [] },
  schemas: () => require('@aws-sdk/client-lambda'),
  authorizationFor: demandsOf,
  operations: {
    CreateFunction: functions.createFunction,
    GetFunction: functions.getFunction,
    GetFunctionConfiguration: functions.getFunctionConfiguration,
    UpdateFunctionCode: functions.updateFunctionCode,
    UpdateFunctionConfiguration: functions.updateFunctionConfiguration,
    ListFunctions: functions.listFunctions,
    DeleteFunction: functions.deleteFunction,
    Invoke: invoke,
    GetFunctionCodeSigningConfig: functions.getFunctionCodeSigningConfig,

    PublishVersion: versions.publishVersion,
    ListVersionsByFunction: versions.listVersionsByFunction,
    CreateAlias: aliases.createAlias,
    GetAlias: aliases.getAlias,
    UpdateAlias: aliases.updateAlias,
    DeleteAlias: aliases.deleteAlias,
    ListAliases: aliases.listAliases,

    AddPermission: permissions.addPermission,
    RemovePermission: permissions.removePermission,
    GetPolicy: permissions.getPolicy,

    PutFunctionConcurrency: concurrency.putFunctionConcurrency,
    GetFunctionConcurrency: concurrency.getFunctionConcurrency,
    DeleteFunctionConcurrency: concurrency.deleteFunctionConcurrency,

    TagResource: tags.tagResource,
    UntagResource: tags.untagResource,
    ListTags: tags.listTags,
  },
  stop: (cloud) => runtimeOf(cloud).stop(),
};
