/// AS numbers (RFC 6793) and the remote AS of a neighbor.
namespace FrrK8s.Rules

/// 1 to 4294967295; 0 is reserved (RFC 7607).
[<Struct>]
type Asn =
    private
    | Asn of uint32

    member this.Number = let (Asn number) = this in number
    override this.ToString() = string this.Number

module Asn =
    let tryCreate (number: int64) =
        if number >= 1L && number <= 4294967295L then
            Some(Asn(uint32 number))
        else
            None

/// `neighbor X remote-as …`
type RemoteAs =
    | Numbered of Asn
    /// Same AS as the router, whatever it is.
    | Internal
    /// Any AS but the router's.
    | External

    override this.ToString() =
        match this with
        | Numbered asn -> asn.ToString()
        | Internal -> "internal"
        | External -> "external"

module RemoteAs =
    /// Whether the session is iBGP for a router of this AS.
    let isInternal (router: Asn) remote =
        match remote with
        | Numbered asn -> asn = router
        | Internal -> true
        | External -> false
