import type { Stages } from '../staged-signer/staged-signer';
import type { VectorRequest } from '../vectors';
import { AWS_ANSWERS } from './aws-answers';
import type { Mistake, Variant } from './mistake';
import { SPECIFICATION } from './specification';

const SERVICES = [
  'execute-api',
  'apigateway',
  'lambda',
  'api-gateway',
  's3',
  'sts',
  'iam',
  'es',
  'dynamodb',
  'sqs',
  'ec2',
  'service',
];

const REGIONS = [
  'us-east-1',
  'us-west-2',
  'eu-west-1',
  'ap-northeast-1',
  'eu-central-1',
  'us-east-2',
  'us-west-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'aws-global',
  'global',
];

function hostLabels(request: VectorRequest): string[] {
  const host = request.headers.find(([name]) => name.toLowerCase() === 'host')?.[1] ?? '';
  return host.trim().split('.');
}

function hostLabel(request: VectorRequest, index: number): string {
  return hostLabels(request)[index] ?? '';
}

/** What code that takes the host's name apart finds before the region, or where there is none. */
function guessedService(request: VectorRequest): string {
  const labels = hostLabels(request);
  const end = labels.indexOf('amazonaws');
  const before = end < 0 ? labels : labels.slice(0, end);
  const isRegion = /^[a-z]{2}-[a-z-]+-\d$/.test(before.at(-1) ?? '');
  return before.at(isRegion ? -2 : -1) ?? '';
}

const fromHost = (read: 'region' | 'service', index: number): Variant => ({
  name: `label ${index + 1} of the host’s name`,
  replace: (): Partial<Stages> => ({
    [read]: (_: unknown, request: VectorRequest) => hostLabel(request, index),
  }),
});

export const always = (read: 'region' | 'service', text: string): Variant => ({
  name: text === '' ? 'nothing' : text,
  replace: (): Partial<Stages> => ({ [read]: () => text }),
});

/** Wrong values in the scope and in the signing key. */
export const SCOPE_MISTAKES: Mistake[] = [
  {
    id: 'wrong-service',
    title: 'The request is signed for another service',
    why: 'The name of the service is part of the scope and of the key; an API of API Gateway is called as execute-api, and managed as apigateway.',
    fix: 'Use the name of the service that is called: execute-api for an API of API Gateway.',
    specification: SPECIFICATION.elements,
    awsAnswers: AWS_ANSWERS.wrongService,
    frequency: 4,
    hints: [
      'Which service do you call: the one that manages APIs, or the one that runs them?',
      'The scope contains the signing name of the service that the request is sent to ("Elements of an AWS API request signature").',
      'scope = date + "/" + region + "/" + "execute-api" + "/aws4_request", and the same in the key',
    ],
    variants: [
      ...SERVICES.map((service) => always('service', service)),
      fromHost('service', 0),
      {
        name: 'the label before the region, or before amazonaws.com',
        replace: () => ({ service: (_, request) => guessedService(request) }),
      },
      fromHost('service', 1),
      always('service', ''),
    ],
  },
  {
    id: 'wrong-region',
    title: 'The request is signed for another region',
    why: 'The region is part of the scope and of the key: it is the region of the API, not that of the caller. It is the third label of an API’s host name.',
    fix: 'Use the region of the API that is called.',
    specification: SPECIFICATION.elements,
    awsAnswers: AWS_ANSWERS.wrongRegion,
    frequency: 4,
    hints: [
      'Where does your code get the region from, and is it the region of the API that you call?',
      'The scope contains the region that the request is sent to ("Elements of an AWS API request signature").',
      'region = split(host, ".")[2], for host = "abc123.execute-api.ap-northeast-1.amazonaws.com"',
    ],
    variants: [
      ...REGIONS.map((region) => always('region', region)),
      fromHost('region', 1),
      fromHost('region', 0),
      fromHost('region', 2),
      fromHost('region', 3),
      always('region', 'undefined'),
      always('region', ''),
    ],
  },
];
