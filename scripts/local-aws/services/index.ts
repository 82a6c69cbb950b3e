import type { Cloud } from '../account/cloud';
import { createExecuteApi } from '../execute-api';
import { apiGatewayService } from './apigateway';
import { iamService } from './iam';
import { lambdaService } from './lambda';
import type { ExecuteApi, Service } from './service';
import { stsService } from './sts';

/** All services of a cloud, running. */
export interface RunningServices {
  controlPlane: Service[];
  executeApi: ExecuteApi;
  stop(): Promise<void>;
}

/** Starts the services of a cloud. */
export function startServices(cloud: Cloud): RunningServices {
  const controlPlane = [apiGatewayService, iamService, lambdaService, stsService];
  return {
    controlPlane,
    executeApi: createExecuteApi(cloud),
    async stop() {
      await Promise.all(controlPlane.map((service) => service.stop?.(cloud)));
    },
  };
}
