"""Family names so frequent among authors that a first initial beside them names nobody in particular.

The most frequent family names of China, Korea, Japan, Vietnam, India, Europe and the Americas in national
statistics and name lists, folded to ASCII. The list need not be whole: a name that is missing makes a match
of family name and initials count as the same person, as it does for all other names.
"""

_EAST_ASIAN = """
ahn bae bai cai cao chan chang chen cheng cho choi chu chung cui dai deng ding dong du duan fan fang feng
fu gao gong gu guo han hao he ho hong hou hsu hu huang huo hwang jang jeon jeong ji jia jiang jin jung
kang kim kong kwon lai lee lei li liang liao lim lin ling liu lo long lu luo lv ma mao meng moon nam ni nie
oh ouyang pan park peng qi qian qin qiu ren rao seo shao shen shi shin sim son song su sun tan tang tao
tian tsai wan wang wei wen wong woo wu xia xiang xiao xie xiong xu xue yan yang yao ye yin yoo yoon you yu
yuan yue zeng zhan zhang zhao zheng zhong zhou zhu zhuang zou
"""

_OTHERS = """
abe ito kato kobayashi matsumoto nakamura saito sasaki sato suzuki takahashi tanaka watanabe yamada
yamaguchi yamamoto yoshida hoang le nguyen pham tran vu
ahmed ali chatterjee das gupta hussain jain khan kumar mishra mukherjee patel rao reddy roy shah sharma
singh verma
allen anderson baker brown campbell carter clark collins cook cooper cox davies davis edwards evans green
hall harris hill hughes jackson james johnson jones kelly king lewis martin miller mitchell moore morgan
morris murphy parker phillips reid roberts robinson scott smith stewart taylor thomas thompson turner
walker ward watson white williams wilson wood wright young
bauer becker braun fischer hofmann hoffmann klein koch krause lange maier mayer meier meyer muller mueller
neumann richter schafer schaefer schmid schmidt schmitt schneider schroder schroeder schulz schwarz wagner
weber werner wolf zimmermann
bernard dubois durand laurent lefebvre leroy michel moreau petit robert simon
bianchi colombo conti costa esposito ferrari greco marino ricci romano rossi russo
alvarez diaz fernandez garcia gomez gonzalez hernandez jimenez lopez martinez moreno munoz perez ramirez
rodriguez romero ruiz sanchez torres ferreira oliveira pereira santos silva sousa souza
andersen andersson christensen eriksson hansen jensen johansen johansson karlsson larsen larsson nielsen
nilsson olsen olsson pedersen persson petersen svensson
ivanov ivanova kuznetsov kuznetsova petrov petrova popov popova smirnov smirnova volkov
kaya kowalski nagy novak nowak popescu szabo toth yilmaz
"""

EAST_ASIAN = frozenset(_EAST_ASIAN.split())
"""Those that often stand before the given name, and that many people share."""

FREQUENT = EAST_ASIAN | frozenset(_OTHERS.split())
