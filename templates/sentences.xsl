<?xml version="1.0" encoding="UTF-8"?>
<!-- The sentence catalogue of the gap report: which sentence holds, in the storyboard's words (report-storyboard.md,
     section 3). One template for each letter; of most, the first that holds is said. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:d="urn:dcmm:dossier:1" xmlns:r="urn:dcmm:result:1"
                xmlns:t="urn:dcmm:text:1" xmlns:f="urn:dcmm:function:1" xmlns:str="http://exslt.org/strings" xmlns:exsl="http://exslt.org/common"
                xmlns:func="http://exslt.org/functions" xmlns="urn:dcmm:page:1" extension-element-prefixes="t str exsl func" exclude-result-prefixes="d r f">

<!-- H: the whole in two lines. -->
<xsl:template name="H">
  <xsl:choose>
    <xsl:when test="$a/@nothing"><t:rich>Nothing to score<br/>Check the answers and the n/a marks</t:rich></xsl:when>
    <xsl:when test="not($done/@half)">
      <t:rich a="{$done/@answered}" n="{$done/@criteria}">%{a} of %{n} criteria answered<br/>A level is shown from half onwards</t:rich>
    </xsl:when>
    <xsl:when test="$done/@unanswered &gt; 0">
      <t:rich S="{$S}" n="{$done/@unanswered}" max="{$done/@ceiling}"
              one="Provisional %{S}: %{n} criterion unanswered&lt;br/>Between %{S} and %{max} once it is answered">Provisional %{S}: %{n} criteria unanswered<br/>Between %{S} and %{max} once all are answered</t:rich>
    </xsl:when>
    <xsl:when test="$L = 0 and not($a/@barred-level)">
      <t:rich S="{$S}" Ln="{f:level-name(1)}" gap="{$a/@next-gap}">%{S} of 5: below level 1 <opt>(%{Ln})</opt><br/>%{gap} short of level 1</t:rich>
    </xsl:when>
    <xsl:when test="$L = 5">
      <t:rich S="{$S}" Ln="{f:level-name(5)}">%{S} of 5: self-assessed at the top level, 5 <opt>(%{Ln})</opt><br/>Now keep it and prove it</t:rich>
    </xsl:when>
    <xsl:when test="$a/@barred-level"><xsl:call-template name="H5"/></xsl:when>
    <xsl:when test="$a/@margin-h &lt; 5">
      <t:rich S="{$S}" T="{$T}" Tn="{f:level-name($T)}" m="{$a/@margin}">%{S} of 5: just at the target, level %{T} <opt>(%{Tn})</opt><br/>A margin of %{m} only: secure the evidence first</t:rich>
    </xsl:when>
    <xsl:when test="$L &gt; $T">
      <t:rich S="{$S}" L="{$L}" Ln="{f:level-name($L)}" T="{$T}">%{S} of 5: self-assessed at level %{L} <opt>(%{Ln})</opt><br/>Above the target, level %{T}</t:rich>
    </xsl:when>
    <xsl:when test="$L = $T">
      <t:rich S="{$S}" T="{$T}" Tn="{f:level-name($T)}" m="{$a/@margin}">%{S} of 5: self-assessed at the target, level %{T} <opt>(%{Tn})</opt><br/>%{m} above its threshold</t:rich>
    </xsl:when>
    <xsl:when test="$T &gt;= $L + 2">
      <t:rich S="{$S}" L="{$L}" Ln="{f:level-name($L)}" T="{$T}" gap="{$a/@gap}" next="{$a/@next}">%{S} of 5: self-assessed at level %{L} <opt>(%{Ln})</opt><br/>%{gap} short of level %{T}; aim for level %{next} first</t:rich>
    </xsl:when>
    <xsl:otherwise>
      <t:rich S="{$S}" L="{$L}" Ln="{f:level-name($L)}" T="{$T}" Tn="{f:level-name($T)}" gap="{$a/@gap}">%{S} of 5: self-assessed at level %{L} <opt>(%{Ln})</opt><br/>%{gap} short of level %{T} <opt>(%{Tn})</opt></t:rich>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- The score clears a level that a condition bars: of domains or of items, and from level 1 or above it. -->
<xsl:template name="H5">
  <xsl:choose>
    <xsl:when test="$a/@barred-scope = 'item' and $L = 0">
      <t:rich S="{$S}" up="{$a/@barred-level}" n="{$a/@barred}" from="{$a/@barred-from}"
              one="%{S} of 5 clears the score for level %{up}&lt;br/>%{n} item below %{from} holds it below level 1">%{S} of 5 clears the score for level %{up}<br/>%{n} items below %{from} hold it below level 1</t:rich>
    </xsl:when>
    <xsl:when test="$a/@barred-scope = 'item'">
      <t:rich S="{$S}" up="{$a/@barred-level}" n="{$a/@barred}" from="{$a/@barred-from}" L="{$L}"
              one="%{S} of 5 clears the score for level %{up}&lt;br/>%{n} item below %{from} holds it at level %{L}">%{S} of 5 clears the score for level %{up}<br/>%{n} items below %{from} hold it at level %{L}</t:rich>
    </xsl:when>
    <xsl:when test="$L = 0">
      <t:rich S="{$S}" up="{$a/@barred-level}" n="{$a/@barred}" from="{$a/@barred-from}"
              one="%{S} of 5 clears the score for level %{up}&lt;br/>%{n} domain below %{from} holds it below level 1">%{S} of 5 clears the score for level %{up}<br/>%{n} domains below %{from} hold it below level 1</t:rich>
    </xsl:when>
    <xsl:otherwise>
      <t:rich S="{$S}" up="{$a/@barred-level}" n="{$a/@barred}" from="{$a/@barred-from}" L="{$L}"
              one="%{S} of 5 clears the score for level %{up}&lt;br/>%{n} domain below %{from} holds it at level %{L}">%{S} of 5 clears the score for level %{up}<br/>%{n} domains below %{from} hold it at level %{L}</t:rich>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- U: what stands under the headline, two sentences at most. -->
<xsl:template name="U">
  <xsl:variable name="all">
    <xsl:if test="$done/@unanswered &gt; 0">
      <p class="lead"><xsl:choose>
        <xsl:when test="$L = $done/@ceiling-level"><t:t L="{$L}">Level %{L} on the answers given, and still level %{L} if all the rest were met.</t:t></xsl:when>
        <xsl:otherwise><t:t L="{$L}" L2="{$done/@ceiling-level}">Level %{L} on the answers given; level %{L2} if all the rest were met.</t:t></xsl:otherwise>
      </xsl:choose></p>
    </xsl:if>
    <xsl:if test="$L &lt; $T and $path/@criteria &gt; 0">
      <p class="lead">
        <xsl:choose>
          <xsl:when test="$path/@criteria &lt;= 30">
            <t:rich n="{$path/@criteria}" i="{$path/@items}" T="{$T}"
                    one="Meeting in full the &lt;em>%{n} criterion&lt;/em> that weighs most would reach level %{T}.">Meeting in full the <em>%{n} criteria</em> that weigh most, in %{i} items, would reach level %{T}.</t:rich>
          </xsl:when>
          <xsl:otherwise>
            <t:rich k="{$path/@criteria}" i="{$path/@items}" T="{$T}">Level %{T} takes <em>%{k} criteria</em> in %{i} items: best done in stages.</t:rich>
          </xsl:otherwise>
        </xsl:choose>
      </p>
    </xsl:if>
    <xsl:if test="$a/@floor-failing">
      <p class="lead"><t:t from="{$a/@floor}" T="{$T}" x="{f:failing()}">Below the floor of %{from} for level %{T}: %{x}.</t:t></p>
    </xsl:if>
    <xsl:if test="$domains-scored/r:domain/@score">
      <p class="lead"><xsl:call-template name="U-lowest"/></p>
    </xsl:if>
  </xsl:variable>
  <xsl:copy-of select="exsl:node-set($all)/*[position() &lt;= 2]"/>
</xsl:template>

<!-- Domains by name; items by their ids, since five names fill two lines. -->
<func:function name="f:failing">
  <xsl:variable name="ids" select="str:tokenize($a/@floor-failing, ' ')"/>
  <xsl:choose>
    <xsl:when test="$a/@floor-scope = 'item'"><func:result select="f:items($ids)"/></xsl:when>
    <xsl:otherwise><func:result select="f:names($ids, 'domain')"/></xsl:otherwise>
  </xsl:choose>
</func:function>

<xsl:template name="U-lowest">
  <xsl:variable name="lowest" select="str:tokenize($domains-scored/@lowest, ' ')"/>
  <xsl:variable name="s" select="key('scored-domain', $lowest[1])/@score"/>
  <xsl:choose>
    <xsl:when test="$domains-scored/@equal"><t:t s="{$s}">All domains score %{s}: none stands out.</t:t></xsl:when>
    <xsl:when test="count($lowest) &gt; 1"><t:t s="{$s}" x="{f:names($lowest, 'domain')}">%{x} are lowest, all at %{s}.</t:t></xsl:when>
    <xsl:otherwise>
      <t:t D1="{key('domain', $lowest)/@name}" s1="{$s}" D2="{key('domain', $domains-scored/@second)/@name}"
           s2="{key('scored-domain', $domains-scored/@second)/@score}">The lowest domain is %{D1} (%{s1}), then %{D2} (%{s2}).</t:t>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- F1, F2: over the domains' bars. -->
<xsl:template name="F-domains">
  <xsl:choose>
    <xsl:when test="$domains-scored/@below = 0"><t:t n="{$domains-scored/@n}">All %{n} domains reach the target</t:t></xsl:when>
    <xsl:when test="$domains-scored/@below = $domains-scored/@n"><t:t n="{$domains-scored/@n}">All %{n} domains lie below the target</t:t></xsl:when>
    <xsl:otherwise>
      <t:t d="{$domains-scored/@below}" n="{$domains-scored/@below}" all="{$domains-scored/@n}"
           one="%{d} of %{all} domains lies below the target">%{d} of %{all} domains lie below the target</t:t>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- F3: over the first groups of criteria. -->
<xsl:template name="F-groups">
  <xsl:param name="shown"/>
  <xsl:choose>
    <xsl:when test="$L &lt; $T">
      <t:t n="{$shown}" one="Start with this group">Start with these %{n} groups</t:t>
    </xsl:when>
    <xsl:otherwise>
      <t:t n="{$shown}" Q="{t:word($shown)}" one="One group that could still be raised">%{Q} groups that could still be raised</t:t>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- S1 to S4: strongest and weakest. -->
<xsl:template name="S-strongest">
  <xsl:choose>
    <xsl:when test="$a/r:strongest/@none-reached"><t:t n="{$a/r:strongest/@n}" one="Relatively best item">Relatively best items</t:t></xsl:when>
    <xsl:otherwise><t:t n="{$a/r:strongest/@n}" Q="{t:word($a/r:strongest/@n)}" one="Highest item">%{Q} highest items</t:t></xsl:otherwise>
  </xsl:choose>
</xsl:template>
<xsl:template name="S-weakest">
  <xsl:choose>
    <xsl:when test="$a/r:weakest/@all-reached"><t:t n="{$a/r:weakest/@n}" one="Item with the least margin">Items with the least margin</t:t></xsl:when>
    <xsl:otherwise><t:t n="{$a/r:weakest/@n}" Q="{t:word($a/r:weakest/@n)}" one="Lowest item of all">%{Q} lowest items</t:t></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- O: the shape of the profile. -->
<xsl:template name="O">
  <xsl:variable name="d" select="$domains-scored"/>
  <xsl:choose>
    <xsl:when test="$d/@equal or $d/@n = 1"><t:t s="{$d/r:domain[@score][1]/@score}">All domains score %{s}</t:t></xsl:when>
    <xsl:when test="$d/@spread-h &gt;= 50">
      <t:rich D1="{key('domain', $d/@top)/@name}" D2="{key('domain', $d/@bottom)/@name}" gap="{$d/@spread}">%{D1} scores highest, %{D2} lowest<br/>%{gap} apart</t:rich>
    </xsl:when>
    <xsl:otherwise><t:rich gap="{$d/@spread}">The domains are close<br/>%{gap} between highest and lowest</t:rich></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- M: the heat map. -->
<xsl:template name="M">
  <xsl:variable name="w" select="$a/r:weak-spots"/>
  <xsl:choose>
    <xsl:when test="$w/@n = 0"><t:rich T="{$T}">No weak spot up to level %{T}<br/>What is open lies in higher levels</t:rich></xsl:when>
    <xsl:when test="$w/@many">
      <t:rich k="{$w/@n}" c="{$w/@cells}" T="{$T}" l="{$w/@from-level}">%{k} of %{c} cells up to level %{T} are weak<br/>Start at level %{l}</t:rich>
    </xsl:when>
    <xsl:when test="$w/@top2-many">
      <t:rich k="{$w/@n}" T="{$T}" j="{$w/@top2}" x="{f:names(str:tokenize($w/@top2-domains, ' '), 'domain')}">%{k} weak spots up to level %{T}<br/>%{j} of them in %{x}</t:rich>
    </xsl:when>
    <xsl:when test="$w/@n = 1"><t:t T="{$T}">One weak spot up to level %{T}</t:t></xsl:when>
    <xsl:otherwise><t:rich k="{$w/@n}" T="{$T}" n="{$w/@domains}" one="%{k} weak spots up to level %{T}&lt;br/>All in one domain">%{k} weak spots up to level %{T}<br/>Spread over %{n} domains</t:rich></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- B: what is missing. -->
<xsl:template name="B">
  <xsl:choose>
    <xsl:when test="$path/@all-criteria = 0"><t:t T="{$T}">No criterion up to level %{T} is open</t:t></xsl:when>
    <xsl:when test="$L &gt;= $T">
      <t:t T="{$T}" n="{$path/@all-criteria}" one="Level %{T} is reached; %{n} criterion could still be raised">Level %{T} is reached; %{n} criteria could still be raised</t:t>
    </xsl:when>
    <xsl:when test="$path/@reaches and $path/@groups = 1"><t:t T="{$T}">Meeting the first group would reach level %{T}</t:t></xsl:when>
    <xsl:when test="$path/@reaches"><t:t T="{$T}" g="{$path/@groups}">Meeting the first %{g} groups in turn would reach level %{T}</t:t></xsl:when>
    <xsl:otherwise>
      <t:t T="{$T}" g="{$path/@all-groups}" s="{$path/@ceiling}">Meeting all %{g} groups would give %{s}, still short of level %{T}</t:t>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- R: how firm the level is. Under a sum the number is the least; under other policies it is one that suffices. -->
<xsl:template name="R">
  <xsl:variable name="r" select="$a/r:firm"/>
  <xsl:choose>
    <xsl:when test="$r/@n &lt;= 10 and $r/@least">
      <t:t n="{$r/@n}" L="{$L}" one="%{n} answer judged one step lower would cost level %{L}">%{n} answers judged one step lower would cost level %{L}</t:t>
      <br/><xsl:call-template name="R-evidence"/>
    </xsl:when>
    <xsl:when test="$r/@n &lt;= 10">
      <t:t n="{$r/@n}" L="{$L}" one="At most %{n} answer judged one step lower would cost level %{L}">At most %{n} answers judged one step lower would cost level %{L}</t:t>
      <br/><xsl:call-template name="R-evidence"/>
    </xsl:when>
    <xsl:when test="$r/@least"><t:t r="{$r/@n}" L="{$L}">It would take %{r} answers, each judged one step lower, to lose level %{L}</t:t></xsl:when>
    <xsl:otherwise><t:t r="{$r/@n}" L="{$L}">%{r} answers at most, each judged one step lower, would lose level %{L}</t:t></xsl:otherwise>
  </xsl:choose>
</xsl:template>
<xsl:template name="R-evidence">
  <xsl:choose>
    <xsl:when test="$a/r:firm/@n = 1 and $a/r:firm/@without-evidence = 1"><t:t>It has no evidence</t:t></xsl:when>
    <xsl:when test="$a/r:firm/@n = 1"><t:t>It has evidence</t:t></xsl:when>
    <xsl:when test="not($a/r:firm/@without-evidence &gt; 0)"><t:t>All of them have evidence</t:t></xsl:when>
    <xsl:otherwise><t:t n="{$a/r:firm/@without-evidence}" one="%{n} of them has no evidence">%{n} of them have no evidence</t:t></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- E: eligibility. -->
<xsl:template name="E">
  <xsl:choose>
    <xsl:when test="not($e)"><t:t>Eligibility not checked: no profile</t:t></xsl:when>
    <xsl:when test="$e/@missing &gt; 0">
      <t:t n="{$e/@missing}" T="{$T}" one="Eligibility: %{n} condition missing for level %{T}">Eligibility: %{n} conditions missing for level %{T}</t:t>
    </xsl:when>
    <xsl:when test="$e/@unknown &gt; 0"><t:t k="{$e/@unknown}" T="{$T}">Eligibility: none missing for level %{T}, %{k} unknown</t:t></xsl:when>
    <xsl:otherwise><t:t T="{$T}">Eligibility: all known conditions for level %{T} are met</t:t></xsl:otherwise>
  </xsl:choose>
</xsl:template>
<xsl:template name="E5">
  <xsl:if test="$e/@suggested"><t:t e="{$e/@suggested}">Suggested target: level %{e}, the lower of eligibility and capability.</t:t></xsl:if>
</xsl:template>

<!-- D: a domain. -->
<xsl:template name="D">
  <xsl:param name="domain"/>
  <xsl:variable name="s" select="key('scored-domain', $domain/@id)"/>
  <xsl:choose>
    <xsl:when test="$s/@state = 'na'"><t:t D="{$domain/@name}">%{D}: nothing applies, not counted</t:t></xsl:when>
    <xsl:when test="$s/@state = 'unanswered'"><t:t D="{$domain/@name}">%{D}: not yet answered</t:t></xsl:when>
    <xsl:when test="$s/@state = 'met'"><t:rich D="{$domain/@name}" s="{$s/@score}" T="{$T}">%{D} %{s}: all criteria up to level %{T} are met</t:rich></xsl:when>
    <xsl:when test="$s/@state = 'above'">
      <t:t D="{$domain/@name}" s="{$s/@score}" T="{$T}" n="{$s/@open}"
           one="%{D} %{s}: above the level-%{T} threshold, %{n} criterion still open">%{D} %{s}: above the level-%{T} threshold, %{n} criteria still open</t:t>
    </xsl:when>
    <xsl:otherwise>
      <t:t D="{$domain/@name}" s="{$s/@score}" T="{$T}" n="{$s/@open}" gap="{$s/@gap}"
           one="%{D} %{s}: %{gap} short of level %{T}, %{n} criterion open">%{D} %{s}: %{gap} short of level %{T}, %{n} criteria open</t:t>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- W: what to know of the result, as elements w with the number, so that a page may choose. -->
<xsl:template name="W">
  <xsl:if test="$done/@unanswered &gt; 0">
    <w no="1"><t:t n="{$done/@unanswered}" one="%{n} unanswered criterion counts as not met.">%{n} unanswered criteria count as not met.</t:t></w>
  </xsl:if>
  <xsl:if test="$done/@na-many"><w no="2"><t:t p="{$done/@na-percent}">%{p}% are marked n/a (10% is usual): check the reasons.</t:t></w></xsl:if>
  <xsl:if test="$done/@na-low &gt; 0">
    <w no="3"><t:t n="{$done/@na-low}"
      one="%{n} criterion of levels 1–2 is marked n/a; it nearly always applies.">%{n} criteria of levels 1–2 are marked n/a; they nearly always apply.</t:t></w>
  </xsl:if>
  <xsl:if test="$a/r:inverted/r:cell"><w no="4"><xsl:call-template name="W4"/></w></xsl:if>
  <xsl:if test="$a/r:excluded/r:entry"><w no="5"><xsl:call-template name="W5"/></w></xsl:if>
  <xsl:if test="$a/r:inherited/r:cell"><w no="6"><xsl:call-template name="W6"/></w></xsl:if>
  <xsl:if test="$a/r:evidence/@low"><w no="7"><t:t p="{$a/r:evidence/@coverage}">%{p}% of what is marked as met has evidence attached.</t:t></w></xsl:if>
  <xsl:if test="not($e)"><w no="8"><t:t>No profile given: eligibility was not checked.</t:t></w></xsl:if>
  <xsl:if test="$q/@superseded and contains($q/@standard, '2018')">
    <w no="9"><t:t date="{$q/@replaced-on}" prose="{t:date($q/@replaced-on)}"
      note="zh takes date, en prose">Based on the 2018 edition; the 2025 edition is in force since %{prose}. Confirm which one applies.</t:t></w>
  </xsl:if>
  <xsl:if test="$a/@bonus"><w no="10"><t:t b="{$a/@bonus}">The overall score includes a bonus of %{b}.</t:t></w></xsl:if>
  <xsl:if test="$L = 0 and $done/@half"><w no="11"><t:t name="{f:level-name(1)}">Officially level 1 is the floor; “below” is this report’s remark.</t:t></w></xsl:if>
  <xsl:if test="$answers/@by-number = 1"><w no="12"><t:t>Answered by 1 person; have business, IT and management review it.</t:t></w></xsl:if>
  <xsl:if test="$a/r:evidence/@stale-files &gt; 0">
    <w no="13"><t:t n="{$a/r:evidence/@stale-files}" one="%{n} piece of evidence is over 12 months old.">%{n} pieces of evidence are over 12 months old.</t:t></w>
  </xsl:if>
  <xsl:if test="$a/r:origins/@reconstructed &gt; 0"><w no="14"><xsl:call-template name="W14"/></w></xsl:if>
  <xsl:if test="not($p/@default)"><w no="15"><t:t policy="{$p/@name}">Scored under %{policy}; not comparable with other policies.</t:t></w></xsl:if>
</xsl:template>
<xsl:template name="W4">
  <t:t x="{f:items($a/r:inverted/r:cell/@item)}">%{x}: a level far above the one below is often a slip in marking or copied text.</t:t>
</xsl:template>
<xsl:template name="W5">
  <t:t x="{t:list(key('domain', $a/r:excluded/r:entry[@kind = 'domain']/@id)/@name | key('item', $a/r:excluded/r:entry[@kind = 'item']/@id)/@name)}">%{x}: nothing applies; left out of the mean.</t:t>
</xsl:template>
<xsl:template name="W6">
  <t:t x="{f:items($a/r:inherited/r:cell/@item)}">%{x}: a whole level does not apply and takes the score below.</t:t>
</xsl:template>
<xsl:template name="W14">
  <t:t n="{$a/r:origins/@reconstructed}" one="%{n} criterion is worded after public sources.">%{n} criteria are worded after public sources.</t:t>
</xsl:template>

</xsl:stylesheet>
