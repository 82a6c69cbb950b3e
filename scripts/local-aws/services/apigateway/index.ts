import type { Operation, Service } from '../service';
import { apiGatewayConstraints } from './constraints';
import { demandsOf, schemas } from './demands';
import * as deployments from './deployments';
import * as integrations from './integrations';
import * as methods from './methods';
import * as resources from './resources';
import * as restApis from './rest-apis';
import * as stages from './stages';
import * as tags from './tags';

/**
 * API Gateway's control plane for REST APIs (version 1): what defines, deploys and stages them.
 * @param testInvokeMethod calls a method as the data plane does
 */
export const apiGatewayService = (testInvokeMethod: Operation): Service => ({
  signingName: 'apigateway',
  protocol: {
    name: 'rest-json',
    constraints: apiGatewayConstraints,
    bodyPath: (operation) => [`${operation}Input`],
  },
  schemas,
  authorizationFor: demandsOf,
  operations: {
    CreateRestApi: restApis.createRestApi,
    GetRestApi: restApis.getRestApi,
    GetRestApis: restApis.getRestApis,
    UpdateRestApi: restApis.updateRestApi,
    DeleteRestApi: restApis.deleteRestApi,

    CreateResource: resources.createResource,
    GetResource: resources.getResource,
    GetResources: resources.getResources,
    UpdateResource: resources.updateResource,
    DeleteResource: resources.deleteResource,

    PutMethod: methods.putMethod,
    GetMethod: methods.getMethod,
    UpdateMethod: methods.updateMethod,
    DeleteMethod: methods.deleteMethod,
    PutMethodResponse: methods.putMethodResponse,
    GetMethodResponse: methods.getMethodResponse,
    UpdateMethodResponse: methods.updateMethodResponse,
    DeleteMethodResponse: methods.deleteMethodResponse,
    TestInvokeMethod: testInvokeMethod,

    PutIntegration: integrations.putIntegration,
    GetIntegration: integrations.getIntegration,
    UpdateIntegration: integrations.updateIntegration,
    DeleteIntegration: integrations.deleteIntegration,
    PutIntegrationResponse: integrations.putIntegrationResponse,
    GetIntegrationResponse: integrations.getIntegrationResponse,
    UpdateIntegrationResponse: integrations.updateIntegrationResponse,
    DeleteIntegrationResponse: integrations.deleteIntegrationResponse,

    CreateDeployment: deployments.createDeployment,
    GetDeployment: deployments.getDeployment,
    GetDeployments: deployments.getDeployments,
    UpdateDeployment: deployments.updateDeployment,
    DeleteDeployment: deployments.deleteDeployment,

    CreateStage: stages.createStage,
    GetStage: stages.getStage,
    GetStages: stages.getStages,
    UpdateStage: stages.updateStage,
    DeleteStage: stages.deleteStage,

    TagResource: tags.tagResource,
    UntagResource: tags.untagResource,
    GetTags: tags.getTags,
  },
});
