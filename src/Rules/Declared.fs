/// One FRRConfiguration as its author wrote it, every value already in normal form and allowed in itself.
/// What a value means together with others (`mode: all`, a profile's name, a secret) is still open: `Resolve` settles it.
namespace FrrK8s.Rules

open System

/// `allowed.prefixes` with their places, or `mode: all`.
type Allowed<'entry> =
    | AllOfThem
    | Listed of 'entry list

/// Prefixes that carry an attribute when they are advertised.
type Attribute<'value> =
    { Path: JsonPath
      Prefixes: (JsonPath * Prefix) list
      Value: 'value }

/// `toAdvertise`
type DeclaredAdvertise =
    { Allowed: Allowed<JsonPath * Prefix>
      NextHopV4: (JsonPath * IpAddress) option
      NextHopV6: (JsonPath * IpAddress) option
      LocalPrefs: Attribute<uint32> list
      Communities: Attribute<Community> list }

/// `passwordSecret`: a secret of the object's own namespace, whatever namespace is written.
type SecretReference =
    { Path: JsonPath
      Name: string
      Namespace: string option }

/// `Settings` has the fields that mean the same by themselves; those that do not are beside it.
type DeclaredNeighbor =
    { Path: JsonPath
      Key: NeighborKey
      Settings: Neighbor
      PasswordSecret: SecretReference option
      Advertise: DeclaredAdvertise }

type DeclaredL2Vni =
    { Path: JsonPath
      Vni: Vni
      Properties: VniProperties }

type DeclaredEvpn =
    { Path: JsonPath
      AdvertiseAllVnis: bool
      AdvertiseSvi: bool
      L2Vnis: DeclaredL2Vni list
      L3Vni: (JsonPath * L3Vni) option }

type DeclaredRouter =
    { Path: JsonPath
      Asn: Asn
      Vrf: VrfName
      Id: IpAddress option
      Prefixes: (JsonPath * Prefix) list
      Imports: (JsonPath * VrfName) list
      Neighbors: DeclaredNeighbor list
      Evpn: DeclaredEvpn option }

type DeclaredProfile =
    { Path: JsonPath
      Name: ProfileName
      Profile: BfdProfile }

/// `spec.raw` when it says anything.
type DeclaredRaw =
    { Path: JsonPath
      Priority: int64
      Config: string }

type DeclaredSpec =
    { Routers: DeclaredRouter list
      BfdProfiles: DeclaredProfile list
      Raw: DeclaredRaw option }

/// `metadata`, as far as it matters here.
type Metadata =
    { Name: ObjectName
      Created: DateTimeOffset
      Generation: int64 }
