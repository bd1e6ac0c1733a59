/// BGP communities (RFC 1997) and large communities (RFC 8092), in one spelling each.
namespace FrrK8s.Rules

open System

type Community =
    | Standard of asn: uint16 * value: uint16
    | Large of global': uint32 * local1: uint32 * local2: uint32

    /// As the API writes it, without leading zeros. The names of prefix-lists are made of this text.
    override this.ToString() =
        match this with
        | Standard(asn, value) -> $"{asn}:{value}"
        | Large(a, b, c) -> $"large:{a}:{b}:{c}"

module Community =
    let private allowed =
        "a community is `ASN:VALUE`, two numbers from 0 to 65535, or `large:A:B:C`, three numbers from 0 to 4294967295"

    let private number (limit: uint64) (text: string) =
        if text.Length >= 1 && text.Length <= 20 && text |> String.forall Char.IsAsciiDigit then
            match UInt64.TryParse text with
            | true, value when value <= limit -> Some value
            | _ -> None
        else
            None

    let tryParse (text: string) =
        let parts = text.Split ':'

        match parts with
        | [| asn; value |] ->
            match number 65535UL asn, number 65535UL value with
            | Some asn, Some value -> Ok(Standard(uint16 asn, uint16 value))
            | _ -> Result.Error allowed
        | [| "large"; a; b; c |] ->
            match number 4294967295UL a, number 4294967295UL b, number 4294967295UL c with
            | Some a, Some b, Some c -> Ok(Large(uint32 a, uint32 b, uint32 c))
            | _ -> Result.Error allowed
        | _ -> Result.Error allowed
