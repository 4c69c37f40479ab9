// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "app/commands.h"
#include "app/console.h"

#include <string>
#include <vector>

namespace plumb::ctl {

namespace {

// A command with everything that may follow it.
struct CompletedCommand
{
    std::string path; ///< "kustomize build", "" for the program itself.
    const CLI::App *app = nullptr;
};

void collect(const CLI::App &app, const std::string &path, std::vector<CompletedCommand> &into)
{
    into.push_back({path, &app});
    for (const CLI::App *const command : app.get_subcommands({}))
        collect(*command, path.empty() ? command->get_name() : path + ' ' + command->get_name(),
                into);
}

std::string wordsAfter(const CLI::App &app)
{
    std::string words;
    for (const CLI::App *const command : app.get_subcommands({}))
        words += command->get_name() + ' ';
    for (const CLI::Option *const option : app.get_options()) {
        for (const std::string &name : option->get_lnames())
            words += "--" + name + ' ';
        for (const std::string &name : option->get_snames())
            words += '-' + name + ' ';
    }
    words.resize(words.find_last_not_of(' ') + 1);
    return words;
}

std::string bashScript(const CLI::App &program)
{
    std::vector<CompletedCommand> commands;
    collect(program, "", commands);
    std::string script = "_plumblinectl() {\n"
                         "    local command= word i\n"
                         "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
                         "        word=${COMP_WORDS[i]}\n"
                         "        case \"$command${command:+ }$word\" in\n";
    for (const CompletedCommand &each : commands) {
        if (!each.path.empty())
            script += "            '" + each.path + "') command='" + each.path + "' ;;\n";
    }
    script += "        esac\n"
              "    done\n"
              "    local words=\n"
              "    case $command in\n";
    for (const CompletedCommand &each : commands)
        script += "        '" + each.path + "') words='" + wordsAfter(*each.app) + "' ;;\n";
    script += "    esac\n"
              "    COMPREPLY=($(compgen -W \"$words\" -- \"${COMP_WORDS[COMP_CWORD]}\"))\n"
              "}\n"
              "complete -o default -F _plumblinectl plumblinectl\n";
    return script;
}

std::string zshScript(const CLI::App &program)
{
    return "#compdef plumblinectl\n"
           "autoload -U +X compinit && compinit\n"
           "autoload -U +X bashcompinit && bashcompinit\n"
           + bashScript(program);
}

std::string quotedForFish(const std::string &text)
{
    std::string quoted = "'";
    for (const char c : text) {
        if (c == '\'' || c == '\\')
            quoted += '\\';
        quoted += c;
    }
    return quoted + '\'';
}

std::string fishScript(const CLI::App &program)
{
    std::vector<CompletedCommand> commands;
    collect(program, "", commands);
    std::string script;
    for (const CompletedCommand &each : commands) {
        const std::string last = each.path.substr(each.path.rfind(' ') + 1);
        const std::string when =
            each.path.empty() ? "__fish_use_subcommand" : "__fish_seen_subcommand_from " + last;
        const std::string line = "complete -c plumblinectl -n " + quotedForFish(when);
        for (const CLI::App *const command : each.app->get_subcommands({})) {
            script += line + " -f -a " + command->get_name() + " -d "
                      + quotedForFish(command->get_description()) + '\n';
        }
        for (const CLI::Option *const option : each.app->get_options()) {
            if (option->get_lnames().empty())
                continue;
            script += line + " -l " + option->get_lnames().front()
                      + (option->get_items_expected_max() > 0 ? " -r" : "") + " -d "
                      + quotedForFish(option->get_description()) + '\n';
        }
    }
    return script;
}

} // namespace

void addCompletionCommand(CLI::App &program, Action &chosen)
{
    CLI::App *const command =
        program.add_subcommand("completion", "Prints the completion script of a shell");
    const auto shell = std::make_shared<std::string>();
    command->add_option("SHELL", *shell, "bash, zsh or fish")
        ->check(CLI::IsMember({"bash", "zsh", "fish"}))
        ->required();
    command->callback([&program, &chosen, shell] {
        chosen = [&program, shell] {
            if (*shell == "fish")
                return print(fishScript(program));
            return print(*shell == "zsh" ? zshScript(program) : bashScript(program));
        };
    });
}

} // namespace plumb::ctl
