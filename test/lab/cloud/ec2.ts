/** As much of EC2 as a migration touches, with state. What is right is the model's to say; what follows is EC2's documented behaviour. */

import { decode, encode, type Value } from "./ec2-model.ts";
import type { Judged, Reply, Request } from "./endpoint.ts";

type Input = Readonly<Record<string, Value>>;
type Row = Record<string, unknown>;

export class Ec2State {
  subnets: Row[] = [
    {
      SubnetId: "subnet-0a1b2c3d4e5f60001",
      VpcId: "vpc-0a1b2c3d4e5f60001",
      EnableDns64: false,
      Ipv6Native: false,
      Ipv6CidrBlockAssociationSet: [{ Ipv6CidrBlock: "2001:db8:a:1::/64" }],
    },
  ];
  tables: Row[] = [
    {
      RouteTableId: "rtb-0a1b2c3d4e5f60001",
      VpcId: "vpc-0a1b2c3d4e5f60001",
      Associations: [{ Main: true, RouteTableAssociationId: "rtbassoc-1", RouteTableId: "rtb-0a1b2c3d4e5f60001" }],
      Routes: [{ DestinationIpv6CidrBlock: "::/0", GatewayId: "igw-0a1b2c3d4e5f60001", State: "active" }],
    },
  ];
  natGateways: Row[] = [{ NatGatewayId: "nat-0a1b2c3d4e5f60001", State: "available" }];
  instances: Row[] = [
    {
      InstanceId: "i-0a1b2c3d4e5f60001",
      PrivateIpAddress: "10.0.1.7",
      MetadataOptions: { HttpEndpoint: "enabled", HttpProtocolIpv6: "disabled" },
    },
  ];
  groups: Row[] = [
    {
      GroupId: "sg-0a1b2c3d4e5f60001",
      IpPermissions: [
        { IpProtocol: "tcp", FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: "0.0.0.0/0" }] },
        { IpProtocol: "icmp", FromPort: 3, ToPort: 4, IpRanges: [{ CidrIp: "10.0.0.0/16" }] },
      ],
      IpPermissionsEgress: [{ IpProtocol: "-1", IpRanges: [{ CidrIp: "0.0.0.0/0" }] }],
    },
  ];
  #made = 0;

  judge = (request: Request): Judged => {
    const { action, input, problems } = decode(request.body);
    const all = [...problems, ...rulesOf(action, input), ...signatureOf(request)];
    return {
      name: action,
      changes: !action.startsWith("Describe"),
      problems: all,
      answer: () => this.#answer(action, input),
      fail: (trouble, said) =>
        trouble === "forbidden"
          ? error(403, "UnauthorizedOperation", "You are not authorized to perform this operation.")
          : trouble === "throttled"
            ? error(503, "RequestLimitExceeded", "Request limit exceeded.")
            : error(400, "InvalidParameterCombination", said.join("; ")),
    };
  };

  #answer(action: string, input: Input): Reply {
    const ids = (key: string): readonly string[] | undefined => input[key] as readonly string[] | undefined;
    switch (action) {
      case "DescribeSubnets":
        return ok(action, { Subnets: this.#select(this.subnets, "SubnetId", ids("SubnetIds"), input) });
      case "DescribeRouteTables":
        return ok(action, { RouteTables: this.#select(this.tables, "RouteTableId", ids("RouteTableIds"), input) });
      case "DescribeNatGateways":
        return ok(action, { NatGateways: this.#select(this.natGateways, "NatGatewayId", ids("NatGatewayIds"), input) });
      case "DescribeInstances": {
        const Instances = this.#select(this.instances, "InstanceId", ids("InstanceIds"), input);
        return ok(action, { Reservations: [{ Instances }] });
      }
      case "DescribeSecurityGroups":
        return ok(action, { SecurityGroups: this.#select(this.groups, "GroupId", ids("GroupIds"), input) });
      case "CreateSubnet":
        return this.#createSubnet(input);
      case "DeleteSubnet":
        this.subnets = this.subnets.filter(({ SubnetId }) => SubnetId !== input.SubnetId);
        return ok(action, {});
      case "ModifySubnetAttribute":
        this.#row(this.subnets, "SubnetId", input.SubnetId).EnableDns64 = (
          input.EnableDns64 as { Value: boolean }
        ).Value;
        return ok(action, {});
      case "ModifyInstanceMetadataOptions": {
        const row = this.#row(this.instances, "InstanceId", input.InstanceId);
        row.MetadataOptions = { ...(row.MetadataOptions as object), HttpProtocolIpv6: input.HttpProtocolIpv6 };
        return ok(action, {});
      }
      case "AssociateRouteTable": {
        const RouteTableAssociationId = `rtbassoc-${++this.#made + 1}`;
        const { RouteTableId, SubnetId } = input;
        const row = this.#row(this.tables, "RouteTableId", RouteTableId);
        row.Associations = [...(row.Associations as Row[]), { RouteTableAssociationId, RouteTableId, SubnetId }];
        return ok(action, { AssociationId: RouteTableAssociationId });
      }
      case "DisassociateRouteTable":
        for (const row of this.tables)
          row.Associations = (row.Associations as Row[]).filter(
            (one) => one.RouteTableAssociationId !== input.AssociationId,
          );
        return ok(action, {});
      case "CreateRoute":
      case "ReplaceRoute":
      case "DeleteRoute":
        return this.#route(action, input);
      case "AuthorizeSecurityGroupIngress":
      case "AuthorizeSecurityGroupEgress":
      case "RevokeSecurityGroupIngress":
      case "RevokeSecurityGroupEgress":
        return this.#permission(action, input);
      default:
        return error(400, "InvalidAction", `this endpoint has no ${action}`);
    }
  }

  #select(rows: readonly Row[], key: string, ids: readonly string[] | undefined, { Filters }: Input): readonly Row[] {
    const filters = (Filters ?? []) as readonly { Name: string; Values: readonly string[] }[];
    return rows.filter(
      (row) =>
        (ids === undefined || ids.includes(row[key] as string)) &&
        filters.every(({ Name, Values }) => Values.some((value) => matches(row, Name, value))),
    );
  }

  #row(rows: readonly Row[], key: string, id: Value | undefined): Row {
    return rows.find((row) => row[key] === id)!;
  }

  #createSubnet(input: Input): Reply {
    if (
      this.subnets.some((row) =>
        matches(row, "ipv6-cidr-block-association.ipv6-cidr-block", input.Ipv6CidrBlock as string),
      )
    )
      return error(400, "InvalidSubnet.Conflict", "The CIDR conflicts with another subnet");
    const row: Row = {
      SubnetId: `subnet-0a1b2c3d4e5f6100${++this.#made}`,
      VpcId: input.VpcId,
      AvailabilityZone: input.AvailabilityZone,
      EnableDns64: false,
      Ipv6Native: input.Ipv6Native === true,
      Ipv6CidrBlockAssociationSet: [{ Ipv6CidrBlock: input.Ipv6CidrBlock }],
    };
    this.subnets.push(row);
    return ok("CreateSubnet", { Subnet: row });
  }

  #route(action: string, input: Input): Reply {
    const { RouteTableId, DestinationIpv6CidrBlock, ...target } = input;
    const table = this.#row(this.tables, "RouteTableId", RouteTableId);
    const routes = table.Routes as Row[];
    const at = routes.findIndex((one) => one.DestinationIpv6CidrBlock === DestinationIpv6CidrBlock);
    if (action === "CreateRoute" && at >= 0) return error(400, "RouteAlreadyExists", "The route already exists");
    if (action !== "CreateRoute" && at < 0)
      return error(400, "InvalidRoute.NotFound", "no route with that destination");
    const others = routes.filter((_, i) => i !== at);
    table.Routes =
      action === "DeleteRoute" ? others : [...others, { DestinationIpv6CidrBlock, ...target, State: "active" }];
    return ok(action, action === "CreateRoute" ? { Return: true } : {});
  }

  #permission(action: string, input: Input): Reply {
    const row = this.#row(this.groups, "GroupId", input.GroupId);
    const key = action.endsWith("Egress") ? "IpPermissionsEgress" : "IpPermissions";
    const [wanted] = input.IpPermissions as unknown as readonly Row[];
    const rows = row[key] as Row[];
    const found = rows.find((one) => JSON.stringify(one) === JSON.stringify(wanted));
    if (action.startsWith("Authorize")) {
      if (found !== undefined) return error(400, "InvalidPermission.Duplicate", "the rule exists");
      row[key] = [...rows, wanted];
    } else {
      if (found === undefined) return error(400, "InvalidPermission.NotFound", "there is no such rule");
      row[key] = rows.filter((one) => one !== found);
    }
    return ok(action, { Return: true });
  }
}

/** What the documentation says and the model does not. */
function rulesOf(action: string, input: Input): readonly string[] {
  if (action !== "ModifySubnetAttribute") return [];
  const attributes = Object.keys(input).filter((key) => key !== "SubnetId");
  return attributes.length === 1 ? [] : [`one attribute per call, not ${attributes.length}: ${attributes.join(", ")}`];
}

function signatureOf({ headers }: Request): readonly string[] {
  const signed = /^AWS4-HMAC-SHA256 Credential=[A-Z0-9]+\/\d{8}\/eu-central-1\/ec2\/aws4_request, /;
  return signed.test(headers.authorization ?? "") ? [] : ["it is not signed for ec2 in eu-central-1"];
}

function matches(row: Row, filter: string, value: string): boolean {
  const associations = (row.Associations ?? []) as readonly Row[];
  switch (filter) {
    case "vpc-id":
      return row.VpcId === value;
    case "ipv6-cidr-block-association.ipv6-cidr-block":
      return (row.Ipv6CidrBlockAssociationSet as readonly Row[]).some((one) => one.Ipv6CidrBlock === value);
    case "association.subnet-id":
      return associations.some(({ SubnetId }) => SubnetId === value);
    case "association.main":
      return associations.some(({ Main }) => String(Main ?? false) === value);
    default:
      throw new Error(`this endpoint has no filter ${filter}`);
  }
}

function ok(action: string, output: Row): Reply {
  return { status: 200, type: "text/xml", body: encode(action, output) };
}

function error(status: number, code: string, message: string): Reply {
  const body = `<?xml version="1.0"?><Response><Errors><Error><Code>${code}</Code><Message>${message}</Message></Error></Errors><RequestID>r-1</RequestID></Response>`;
  return { status, type: "text/xml", body };
}
