/// IP addresses and prefixes in the one spelling that FRR prints.
/// Two spellings of one address are one value: letters, leading zeros, host bits and IPv4-mapped forms are gone.
namespace FrrK8s.Rules

open System
open System.Globalization
open System.Net
open System.Net.Sockets

type Family =
    | V4
    | V6

    /// Bits of an address: 32 or 128.
    member this.Bits =
        match this with
        | V4 -> 32
        | V6 -> 128

    member this.Text =
        match this with
        | V4 -> "IPv4"
        | V6 -> "IPv6"

/// An IPv4 or IPv6 address. IPv4-mapped IPv6 addresses (RFC 4291 section 2.5.5.2) are read as IPv4.
[<CustomEquality; CustomComparison>]
type IpAddress =
    private
        { AddressFamily: Family
          Number: UInt128 }

    member this.Family = this.AddressFamily
    member this.Value = this.Number

    member internal this.CompareWith(that: IpAddress) =
        match compare this.AddressFamily.Bits that.AddressFamily.Bits with
        | 0 -> this.Number.CompareTo that.Number
        | order -> order

    override this.Equals(other) =
        match other with
        | :? IpAddress as that -> this.CompareWith that = 0
        | _ -> false

    override this.GetHashCode() =
        HashCode.Combine(this.AddressFamily.Bits, this.Number)

    interface IComparable with
        member this.CompareTo(other) =
            match other with
            | :? IpAddress as that -> this.CompareWith that
            | _ -> 1

module IpAddress =
    /// Four decimal numbers without leading zeros, as inet_pton reads them.
    let private parseV4 (text: string) =
        // Letter by letter, without taking the text apart: this runs once for every prefix of every list.
        let mutable isValid = true
        let mutable number = 0UL
        let mutable dots = 0
        let mutable octet = -1

        for c in text do
            if c = '.' then
                isValid <- isValid && octet >= 0
                number <- (number <<< 8) ||| uint64 (max 0 octet)
                dots <- dots + 1
                octet <- -1
            elif isValid && Char.IsAsciiDigit c && octet <> 0 then
                octet <- 10 * max 0 octet + int c - int '0'
                isValid <- octet <= 255
            else
                isValid <- false

        if isValid && dots = 3 && octet >= 0 then
            Some
                { AddressFamily = V4
                  Number = UInt128(0UL, (number <<< 8) ||| uint64 octet) }
        else
            None

    let private parseV6 (text: string) =
        let allowed c =
            Char.IsAsciiHexDigit c || c = ':' || c = '.'

        if text |> String.forall allowed && text.Contains ':' then
            match IPAddress.TryParse text with
            | true, NonNull address when address.AddressFamily = AddressFamily.InterNetworkV6 ->
                let bytes = address.GetAddressBytes()
                let high = Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(0, 8))
                let low = Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(8, 8))

                if high = 0UL && low >>> 32 = 0xffffUL then
                    Some
                        { AddressFamily = V4
                          Number = UInt128(0UL, low &&& 0xffffffffUL) }
                else
                    Some
                        { AddressFamily = V6
                          Number = UInt128(high, low) }
            | _ -> None
        else
            None

    let tryParse (text: string) =
        if text.Contains ':' then parseV6 text else parseV4 text

    /// Whether a text was written as IPv6 (an IPv4-mapped address is), whatever it is read as.
    let isWrittenAsV6 (text: string) = text.Contains ':'

    /// The first `length` bits, the rest zero.
    let mask length (address: IpAddress) =
        let host = address.Family.Bits - length

        let number =
            if host = 0 then address.Number
            elif host >= 128 then UInt128.Zero
            else (address.Number >>> host) <<< host

        { address with Number = number }

    let private octets (number: uint64) =
        // Not an interpolated text: this runs once for every line of a prefix-list.
        let octet shift = string (int (number >>> shift) &&& 255)
        String.Join('.', octet 24, octet 16, octet 8, octet 0)

    let private groups (address: IpAddress) =
        [| for position in 7..-1..0 ->
               UInt64.CreateTruncating(address.Number >>> (16 * position)) &&& 0xffffUL |]

    /// Start and length of the longest run of zero groups; the first of equals.
    let private longestZeroRun (words: uint64 array) =
        let runFrom start =
            words |> Seq.skip start |> Seq.takeWhile (fun word -> word = 0UL) |> Seq.length

        seq { 0..7 }
        |> Seq.map (fun start -> start, runFrom start)
        |> Seq.maxBy (fun (start, length) -> length, -start)

    let private hexadecimal (words: uint64 array) =
        words
        |> Array.map (fun word -> word.ToString("x", CultureInfo.InvariantCulture))
        |> String.concat ":"

    /// Lower case; the longest run of two or more zero groups is `::`; ::/96 ends in dotted form. FRR prints it so.
    let private textV6 (address: IpAddress) =
        let words = groups address

        match longestZeroRun words with
        | 0, 6 -> $"::{octets (UInt64.CreateTruncating address.Number)}"
        | start, length when length >= 2 ->
            $"{hexadecimal words[.. start - 1]}::{hexadecimal words[start + length ..]}"
        | _ -> hexadecimal words

    let text (address: IpAddress) =
        match address.Family with
        | V4 -> octets (UInt64.CreateTruncating address.Number)
        | V6 -> textV6 address

    /// fe80::/10, RFC 4291 section 2.5.6.
    let isLinkLocalV6 (address: IpAddress) =
        address.Family = V6 && UInt64.CreateTruncating(address.Number >>> 118) = 0x3faUL

    /// Below 224.0.0.0: neither multicast (RFC 5771) nor reserved (RFC 1112 section 4).
    let isUnicastV4 (address: IpAddress) =
        address.Family = V4 && UInt64.CreateTruncating address.Number >>> 28 < 0xeUL

    /// 0.0.0.0/8 and 127.0.0.0/8: addresses of the host itself, RFC 1122 section 3.2.1.3.
    let isOfThisHostV4 (address: IpAddress) =
        let first = UInt64.CreateTruncating address.Number >>> 24
        address.Family = V4 && (first = 0UL || first = 127UL)

    /// ff00::/8, RFC 4291 section 2.7.
    let isMulticastV6 (address: IpAddress) =
        address.Family = V6 && UInt64.CreateTruncating(address.Number >>> 120) = 0xffUL

    /// ::1
    let isLoopbackV6 (address: IpAddress) =
        address.Family = V6 && address.Number = UInt128.One

    /// 0.0.0.0 or ::.
    let isUnspecified (address: IpAddress) = address.Number = UInt128.Zero
