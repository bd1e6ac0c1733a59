/// Route distinguishers (RFC 4364 section 4.2) and route targets (RFC 4360 section 4), in one spelling each.
namespace FrrK8s.Rules

open System
open System.Globalization

/// A VXLAN network identifier: 1 to 16777215 (RFC 7348 section 5).
[<Struct>]
type Vni =
    private
    | Vni of uint32

    member this.Number = let (Vni number) = this in number
    override this.ToString() = string this.Number

module Vni =
    let tryCreate (number: int64) =
        if number >= 1L && number <= 16777215L then
            Some(Vni(uint32 number))
        else
            None

/// The administrator of a route distinguisher or route target.
type Administrator =
    | AsNumber of uint32
    | Ip of IpAddress
    /// `*`: any AS, in imports only.
    | AnyAs

/// `administrator:number`
type RouteTarget =
    private
        { By: Administrator
          Number: uint32 }

    member this.Administrator = this.By

    override this.ToString() =
        match this.By with
        | AsNumber asn -> $"{asn}:{this.Number}"
        | Ip address -> $"{IpAddress.text address}:{this.Number}"
        | AnyAs -> $"*:{this.Number}"

module RouteTarget =
    let private shape =
        "AS:N (N up to 4294967295 for an AS up to 65535, else up to 65535) or IPv4:N (N up to 65535)"

    let private number (limit: uint32) (text: string) =
        let isNumber =
            text.Length >= 1 && text.Length <= 10 && text |> String.forall Char.IsAsciiDigit

        match UInt64.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture) with
        | true, value when isNumber && value <= uint64 limit -> Some(uint32 value)
        | _ -> None

    let private parse (text: string) =
        match text.Split ':' with
        | [| "*"; local |] -> number UInt32.MaxValue local |> Option.map (fun n -> { By = AnyAs; Number = n })
        | [| admin; local |] when admin.Contains '.' ->
            match IpAddress.tryParse admin, number 65535u local with
            | Some address, Some n -> Some { By = Ip address; Number = n }
            | _ -> None
        | [| admin; local |] ->
            match number UInt32.MaxValue admin with
            | Some asn ->
                let limit = if asn > 65535u then 65535u else UInt32.MaxValue
                number limit local |> Option.map (fun n -> { By = AsNumber asn; Number = n })
            | None -> None
        | _ -> None

    let private restrict what except isUsable text =
        match parse text with
        | Some target when isUsable target -> Ok target
        | _ -> Result.Error $"a {what} is {shape}{except}"

    /// A route distinguisher has the same forms, without `*`.
    let tryDistinguisher text =
        // FRR takes 0:0 for none at all.
        let isUsable target =
            target.By <> AnyAs && target <> { By = AsNumber 0u; Number = 0u }

        restrict "route distinguisher" ", and not 0:0" isUsable text

    let tryExport text =
        restrict "route target to export" "" (fun target -> target.By <> AnyAs) text

    let tryImport text =
        match parse text with
        | Some target -> Ok target
        | None -> Result.Error $"a route target to import is {shape}, or *:N for any AS"

    let private lowerHalf (asn: Asn) = AsNumber(asn.Number &&& 0xffffu)

    /// What FRR uses where none is configured (RFC 8365 section 5.1.2.1, without its bit fields): the lower half of the AS, and the VNI.
    let derived (asn: Asn) (vni: Vni) =
        { By = lowerHalf asn
          Number = vni.Number }

    /// What FRR uses in a VRF whose VNI is not up.
    let derivedWithoutVni (asn: Asn) = { By = lowerHalf asn; Number = 0u }
