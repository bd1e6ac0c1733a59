/// Names that reach FRR's command line. None of them can hold a blank, a line end or a control character,
/// so no name can add a word or a line to the configuration.
namespace FrrK8s.Rules

open System

/// What makes a text one word of an FRR command.
module internal Word =
    /// Printable ASCII without blanks.
    let isPlain (c: char) = c > ' ' && c <= '~'

/// A VRF: the empty name is the default VRF.
[<Struct>]
type VrfName =
    private
    | VrfName of string

    /// The name as FRR writes it, empty for the default VRF.
    member this.Text = let (VrfName name) = this in name
    member this.IsDefault = this.Text.Length = 0

    /// For people: the default VRF has a name too.
    override this.ToString() =
        if this.IsDefault then "default" else this.Text

/// A network interface: IFNAMSIZ is 16, so 15 characters at most.
[<Struct>]
type InterfaceName =
    private
    | InterfaceName of string

    member this.Text = let (InterfaceName name) = this in name

/// A BFD profile.
[<Struct>]
type ProfileName =
    private
    | ProfileName of string

    member this.Text = let (ProfileName name) = this in name

/// The kernel's rule for interface names (VRFs are interfaces): dev_valid_name in net/core/dev.c.
/// FRR's daemons abort on a quote in the name of a prefix-list, and take a `%` in the name of a prefix-list or VRF for
/// a format: `%s` and `%n` end zebra and bgpd (8.4.4). These names become part of such names. zebra 10.3 aborts on a `"`
/// in the name of a VRF. FRR cuts a command at a `|` before a blank.
module private KernelName =
    let allowed =
        "1 to 15 printable ASCII characters without blank, `/`, `:`, `'`, `\"`, `|` and `%`, and not `.` or `..`"

    let isValid (text: string) =
        text.Length >= 1
        && text.Length <= 15
        && text |> String.forall (fun c -> Word.isPlain c && not ("/:'\"|%".Contains c))
        && text <> "."
        && text <> ".."

module VrfName =
    let defaultVrf = VrfName ""

    /// "" and `default` are the default VRF.
    let tryCreate (text: string) =
        if text.Length = 0 || text = "default" then Ok defaultVrf
        elif KernelName.isValid text then Ok(VrfName text)
        else Result.Error $"a VRF name is {KernelName.allowed}"

module InterfaceName =
    let tryCreate (text: string) =
        if KernelName.isValid text && (IpAddress.tryParse text).IsNone then
            Ok(InterfaceName text)
        else
            Result.Error $"an interface name is {KernelName.allowed}, and not an IP address"

module ProfileName =
    /// FRR keeps 63 characters of a profile's name.
    let maxLength = 63

    let tryCreate (text: string) =
        let isAllowed c = Word.isPlain c && c <> '\'' && c <> '|'

        if text.Length >= 1 && text.Length <= maxLength && text |> String.forall isAllowed then
            Ok(ProfileName text)
        else
            Result.Error
                $"a profile name is 1 to {maxLength} printable ASCII characters without blank, `'` and `|`"

/// An object of the API: ordered by namespace, then name.
type ObjectName =
    { Namespace: string
      Name: string }

    override this.ToString() = $"{this.Namespace}/{this.Name}"
