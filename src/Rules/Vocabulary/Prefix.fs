/// Prefixes (RFC 4271 section 4.3: NLRI) and the ranges of prefixes that a prefix-list entry permits.
namespace FrrK8s.Rules

open System
open System.Globalization

/// A network without host bits.
[<CustomEquality; CustomComparison>]
type Prefix =
    private
        { Network: IpAddress
          Bits: int }

    member this.Address = this.Network
    member this.Length = this.Bits
    member this.Family = this.Network.Family

    member private this.CompareWith(that: Prefix) =
        match this.Network.CompareWith that.Network with
        | 0 -> compare this.Bits that.Bits
        | order -> order

    override this.Equals(other) =
        match other with
        | :? Prefix as that -> this.CompareWith that = 0
        | _ -> false

    override this.GetHashCode() =
        HashCode.Combine(this.Network.GetHashCode(), this.Bits)

    interface IComparable with
        member this.CompareTo(other) =
            match other with
            | :? Prefix as that -> this.CompareWith that
            | _ -> 1

module Prefix =
    let tryCreate (address: IpAddress) length =
        if length >= 0 && length <= address.Family.Bits then
            Some
                { Network = IpAddress.mask length address
                  Bits = length }
        else
            None

    let private tryLength (text: string) =
        let plain =
            text.Length > 0
            && text.Length <= 3
            && text |> String.forall Char.IsAsciiDigit
            && (text.Length = 1 || text[0] <> '0')

        if plain then
            Some(Int32.Parse(text, CultureInfo.InvariantCulture))
        else
            None

    /// An IPv4-mapped network of 96 bits and more is its IPv4 network; a shorter one covers more than IPv4 and has none.
    let tryParse (text: string) =
        match text.IndexOf '/' with
        | -1 -> None
        | slash ->
            let address = text.Substring(0, slash)

            match tryLength (text.Substring(slash + 1)), IpAddress.tryParse address with
            | Some bits, Some parsed when parsed.Family = V4 && IpAddress.isWrittenAsV6 address ->
                if bits >= 96 then tryCreate parsed (bits - 96) else None
            | Some bits, Some parsed -> tryCreate parsed bits
            | _ -> None

    let text (prefix: Prefix) =
        String.Concat(IpAddress.text prefix.Address, "/", string prefix.Length)

/// The prefixes inside a network whose length is within bounds: one `permit` of a prefix-list.
/// `le` and `ge` are read into bounds, so that all spellings of one range are one value.
type PrefixRange =
    private
        { Within: Prefix
          Shortest: int
          Longest: int }

    member this.Prefix = this.Within
    member this.Min = this.Shortest
    member this.Max = this.Longest
    member this.Family = this.Within.Family

module PrefixRange =
    /// `ge` and `le` as the CRD has them; absent means none. Bounds: length <= ge <= le <= bits of the family.
    let tryCreate (prefix: Prefix) (ge: int option) (le: int option) =
        let bits = prefix.Family.Bits
        let shortest = defaultArg ge prefix.Length

        let longest =
            match ge, le with
            | _, Some longest -> longest
            | Some _, None -> bits
            | None, None -> prefix.Length

        if longest > bits then
            Result.Error $"le is at most {bits} for an {prefix.Family.Text} prefix"
        elif shortest > bits then
            Result.Error $"ge is at most {bits} for an {prefix.Family.Text} prefix"
        elif shortest < prefix.Length then
            Result.Error $"ge is at least the length of the prefix, {prefix.Length}"
        elif longest < prefix.Length then
            Result.Error $"le is at least the length of the prefix, {prefix.Length}"
        elif shortest > longest then
            Result.Error "ge is at most le"
        else
            Ok
                { Within = prefix
                  Shortest = shortest
                  Longest = longest }

    /// The prefix and all longer ones.
    let orLonger (prefix: Prefix) =
        { Within = prefix
          Shortest = prefix.Length
          Longest = prefix.Family.Bits }

    /// Just the prefix.
    let exact (prefix: Prefix) =
        { Within = prefix
          Shortest = prefix.Length
          Longest = prefix.Length }

    /// As `show running-config` writes it: `any`, or the prefix with `ge` before `le`.
    let text (range: PrefixRange) =
        let length, bits = range.Within.Length, range.Family.Bits

        if length = 0 && range.Shortest = 0 && range.Longest = bits then
            "any"
        else
            let ge =
                if range.Shortest > length then
                    $" ge {range.Shortest}"
                else
                    ""

            let le =
                if range.Longest > length && not (range.Shortest > length && range.Longest = bits) then
                    $" le {range.Longest}"
                else
                    ""

            Prefix.text range.Within + ge + le
