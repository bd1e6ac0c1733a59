/// The TCP MD5 password of a session (RFC 2385). Its text can be asked for in one place, the renderer; printed, it is `***`.
namespace FrrK8s.Rules

open System

[<CustomEquality; CustomComparison>]
type Password =
    private
        { Secret: string }

    /// For `neighbor X password …` alone.
    member this.Reveal() = this.Secret
    override _.ToString() = "***"

    override this.GetHashCode() =
        this.Secret.GetHashCode(StringComparison.Ordinal)

    override this.Equals(other) =
        match other with
        | :? Password as that -> String.Equals(this.Secret, that.Secret, StringComparison.Ordinal)
        | _ -> false

    interface IComparable with
        member this.CompareTo(other) =
            match other with
            | :? Password as that -> String.CompareOrdinal(this.Secret, that.Secret)
            | _ -> 1

module Password =
    /// Linux keeps 80 bytes of a key (TCP_MD5SIG_MAXKEYLEN), and so does FRR.
    let maxLength = 80

    let allowed =
        $"a password is 1 to {maxLength} bytes without blanks and control characters"

    /// Line ends behind the password, as `echo` leaves them in a Secret, do not belong to it: FRR never saw them either.
    let tryCreate (text: string) =
        let trimmed = text.TrimEnd('\n', '\r')

        let isAllowed (c: char) =
            not (
                Char.IsControl c
                || Char.IsWhiteSpace c
                || Char.GetUnicodeCategory c = Globalization.UnicodeCategory.Format
            )

        let size = Text.Encoding.UTF8.GetByteCount trimmed

        if size >= 1 && size <= maxLength && trimmed |> String.forall isAllowed then
            Ok({ Secret = trimmed }, trimmed.Length <> text.Length)
        else
            Result.Error allowed

    /// Tells two passwords apart without saying either.
    let fingerprint (password: Password) =
        password.Reveal()
        |> Text.Encoding.UTF8.GetBytes
        |> Security.Cryptography.SHA256.HashData
        |> Convert.ToHexString
