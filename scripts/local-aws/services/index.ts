import { apiGatewayService } from './apigateway';
import { iamService } from './iam';
import { lambdaService } from './lambda';
import type { Operation, Service } from './service';
import { stsService } from './sts';

/**
 * The services that manage an account.
 * @param testInvokeMethod the operation of API Gateway that calls a method as the data plane does
 */
export function servicesWith(testInvokeMethod: Operation): Service[] {
  return [apiGatewayService(testInvokeMethod), iamService, lambdaService, stsService];
}
