namespace FrrK8s.Host.Cli;

/// <summary>The scripts. They know nothing of the commands: the program that is being completed is asked.</summary>
internal static class CompletionScripts
{
    // bash splits at `=`; the words are put together again, and what stood before it is not repeated.
    private const string Bash = """
        # bash completion for frrk8s
        _frrk8s_completion() {
            local word line last index
            local -a words=() lines=()
            for ((index = 1; index <= COMP_CWORD; index++)); do
                word=${COMP_WORDS[index]}
                if ((${#words[@]})) && [[ $word == "=" || ${COMP_WORDS[index - 1]} == "=" ]]; then
                    words[${#words[@]}-1]+=$word
                else
                    words+=("$word")
                fi
            done
            COMPREPLY=()
            while IFS= read -r line; do lines+=("$line"); done < <("${COMP_WORDS[0]}" __complete "${words[@]}" 2>/dev/null)
            ((${#lines[@]})) || return 0
            last=${lines[${#lines[@]}-1]}
            unset "lines[${#lines[@]}-1]"
            for line in "${lines[@]}"; do
                line=${line%%$'\t'*}
                [[ $line == -*=* ]] && line=${line#*=}
                COMPREPLY+=("$line")
            done
            word=${words[${#words[@]}-1]}
            [[ $word == -*=* ]] && word=${word#*=}
            case $last in
                :0) compopt -o filenames 2>/dev/null; while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "$word") ;;
                :16) compopt -o filenames 2>/dev/null; while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -d -- "$word") ;;
            esac
        }
        complete -F _frrk8s_completion frrk8s kubectl-frrk8s

        """;

    private const string Zsh = """
        #compdef frrk8s kubectl-frrk8s
        # zsh completion for frrk8s
        _frrk8s() {
            local line last
            local -a lines candidates
            lines=("${(@f)$("${words[1]}" __complete "${(@)words[2,CURRENT]}" 2>/dev/null)}")
            (( $#lines )) || return 1
            last=${lines[-1]}
            for line in "${(@)lines[1,-2]}"; do
                candidates+=("${${line%%$'\t'*}//:/\\:}${${line#*$'\t'}:+:${line#*$'\t'}}")
            done
            (( $#candidates )) && _describe -V 'frrk8s' candidates
            case $last in
                :0) _files ;;
                :16) _files -/ ;;
            esac
        }
        if [[ ${funcstack[1]} == _frrk8s ]]; then
            _frrk8s "$@"
        elif (( $+functions[compdef] )); then
            compdef _frrk8s frrk8s kubectl-frrk8s
        fi

        """;

    private const string Fish = """
        # fish completion for frrk8s
        function __frrk8s_complete
            set -l words (commandline -opc)
            set -l typed (commandline -ct)
            set -l lines ($words[1] __complete $words[2..-1] "$typed" 2>/dev/null)
            test (count $lines) -gt 0; or return
            string join -- \n $lines[1..-2]
            switch $lines[-1]
                case ':0'
                    __fish_complete_path "$typed"
                case ':16'
                    __fish_complete_directories "$typed"
            end
        end
        complete -c frrk8s -f -a '(__frrk8s_complete)'
        complete -c kubectl-frrk8s -f -a '(__frrk8s_complete)'

        """;

    /// <summary>By the name of the shell.</summary>
    public static readonly IReadOnlyDictionary<string, string> All = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["bash"] = Bash,
        ["zsh"] = Zsh,
        ["fish"] = Fish,
    };
}
