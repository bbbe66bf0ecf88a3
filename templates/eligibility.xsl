<?xml version="1.0" encoding="UTF-8"?>
<!-- G8 eligibility: may we apply, and what for. No subsidy amounts, ever. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:d="urn:dcmm:dossier:1" xmlns:r="urn:dcmm:result:1"
                xmlns:t="urn:dcmm:text:1" xmlns:f="urn:dcmm:function:1"
                xmlns="urn:dcmm:page:1" extension-element-prefixes="t" exclude-result-prefixes="d r f">

<xsl:template name="eligibility">
  <chapter id="eligibility">
    <t:t as="theme">Eligibility</t:t>
    <t:t as="eyebrow">Eligibility</t:t>
    <t:t as="bookmark">Eligibility</t:t>
    <h1><xsl:call-template name="E"/></h1>
    <xsl:choose>
      <xsl:when test="$e"><xsl:call-template name="conditions"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="fields-to-fill"/></xsl:otherwise>
    </xsl:choose>
  </chapter>
</xsl:template>

<!-- The eligible level and the next two: where none is reached yet, the three lowest that can be applied for. -->
<xsl:variable name="from-level">
  <xsl:choose>
    <xsl:when test="$e/@highest &gt;= 3">3</xsl:when>
    <xsl:otherwise>2</xsl:otherwise>
  </xsl:choose>
</xsl:variable>

<xsl:template name="conditions">
  <xsl:if test="$e/@suggested"><p class="lead"><xsl:call-template name="E5"/></p></xsl:if>
  <table>
    <xsl:choose>
      <xsl:when test="$zh"><col w="102"/><col w="64" align="right"/><col w="62" align="right"/><col w="54" align="right"/><col w="62" align="right"/><col w="139"/></xsl:when>
      <xsl:otherwise><col w="120"/><col w="58" align="right"/><col w="54" align="right"/><col w="52" align="right"/><col w="60" align="right"/><col w="139"/></xsl:otherwise>
    </xsl:choose>
    <thead>
      <tr>
        <th><t:t>Condition</t:t></th><th><t:t>Now</t:t></th>
        <xsl:for-each select="$q/d:level[@no &gt;= $from-level][position() &lt;= 3]"><th><t:t l="{@no}">Level %{l}</t:t></th></xsl:for-each>
        <th><t:t T="{$T}">For level %{T}</t:t></th>
      </tr>
    </thead>
    <tbody><xsl:apply-templates select="$e/d:condition"/></tbody>
  </table>
  <p class="note"><t:t>● met, ○ missing, ? unknown; “at least” is meant with every figure.</t:t></p>
  <xsl:call-template name="documents"/>
  <strip>
    <p><xsl:call-template name="rule-set"/></p>
    <xsl:if test="$e/d:programme"><xsl:call-template name="programmes"/></xsl:if>
    <xsl:if test="$e/d:notice">
      <p><xsl:for-each select="$e/d:notice"><xsl:if test="position() &gt; 1"><xsl:value-of select="$sp"/></xsl:if><xsl:value-of select="@text"/></xsl:for-each></p>
    </xsl:if>
  </strip>
</xsl:template>

<xsl:template match="d:condition">
  <xsl:variable name="condition" select="."/>
  <!-- A unit of several words (CNY 10,000) would read as one number with the figure before it. -->
  <xsl:variable name="unit-apart" select="contains(@unit, ' ')"/>
  <tr>
    <td><xsl:value-of select="@name"/><xsl:if test="$unit-apart"><xsl:value-of select="$comma"/><nobr><xsl:value-of select="@unit"/></nobr></xsl:if></td>
    <td><xsl:if test="@have"><xsl:value-of select="t:number(@have)"/><xsl:if test="not($unit-apart)"><xsl:call-template name="unit"/></xsl:if></xsl:if></td>
    <xsl:for-each select="$q/d:level[@no &gt;= $from-level][position() &lt;= 3]">
      <xsl:variable name="level" select="$condition/d:level[@no = current()/@no]"/>
      <td>
        <xsl:if test="$level/@need">
          <xsl:value-of select="t:number($level/@need)"/><xsl:text> </xsl:text>
          <xsl:call-template name="sign"><xsl:with-param name="state" select="$level/@state"/></xsl:call-template>
        </xsl:if>
      </td>
    </xsl:for-each>
    <!-- No rules are known for level 1: nothing is met, missing or unknown there. -->
    <td><xsl:if test="$e/d:condition/d:level[@no = $T]/@need">
      <nobr>
        <xsl:call-template name="sign"><xsl:with-param name="state" select="@state"/></xsl:call-template>
        <xsl:text> </xsl:text>
        <xsl:choose>
          <xsl:when test="@state = 'met'"><t:t>met</t:t></xsl:when>
          <xsl:when test="@state = 'missing'"><em><t:t note="a condition, in a table">missing</t:t></em></xsl:when>
          <xsl:otherwise><t:t>unknown</t:t></xsl:otherwise>
        </xsl:choose>
      </nobr>
      <xsl:if test="@state != 'met' and @distance"><br/><small><xsl:value-of select="@distance"/></small></xsl:if>
    </xsl:if></td>
  </tr>
</xsl:template>
<xsl:template name="unit"><xsl:if test="@unit != ''"><xsl:text> </xsl:text><xsl:value-of select="@unit"/></xsl:if></xsl:template>
<!-- What is to be done, then from where to where; of what the profile does not say, that. -->
<xsl:template name="distance">
  <xsl:choose>
    <xsl:when test="@distance"><xsl:value-of select="@distance"/></xsl:when>
    <xsl:otherwise><t:t name="{@name}">Unknown: %{name} (not in the profile)</t:t></xsl:otherwise>
  </xsl:choose>
</xsl:template>
<xsl:template name="sign">
  <xsl:param name="state"/>
  <xsl:choose>
    <xsl:when test="$state = 'met'">●</xsl:when>
    <xsl:when test="$state = 'missing'">○</xsl:when>
    <xsl:otherwise>?</xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- In two columns, so that the sheet holds the table, the papers and the rules. -->
<xsl:template name="documents">
  <xsl:variable name="all" select="$e/d:document"/>
  <xsl:variable name="half" select="ceiling(count($all) div 2)"/>
  <xsl:if test="$all">
    <h3><t:t T="{$T}">Documents to gather for level %{T}</t:t></h3>
    <columns>
      <column col="1" span="6"><ul class="small"><xsl:for-each select="$all[position() &lt;= $half]"><li><xsl:value-of select="@name"/></li></xsl:for-each></ul></column>
      <xsl:if test="$all[position() &gt; $half]">
        <column col="7" span="6"><ul class="small"><xsl:for-each select="$all[position() &gt; $half]"><li><xsl:value-of select="@name"/></li></xsl:for-each></ul></column>
      </xsl:if>
    </columns>
  </xsl:if>
</xsl:template>

<!-- What may help, and where to ask: no amount, and nothing that has no source. -->
<xsl:template name="programmes">
  <p>
    <t:rich><b>Pilots and support</b>, to be asked for at the office, whose document of the year decides; no promise:</t:rich>
    <xsl:for-each select="$e/d:programme">
      <xsl:value-of select="$sp"/>
      <xsl:call-template name="sign"><xsl:with-param name="state" select="@state"/></xsl:call-template>
      <xsl:text> </xsl:text>
      <t:t title="{@title}" kind="{@kind-name}" source="{@source}" date="{@date}">%{title}, %{kind} (%{source}, %{date}).</t:t>
    </xsl:for-each>
  </p>
</xsl:template>

<xsl:template name="rule-set">
  <t:rich name="{$e/@name}" role="{$e/@role-name}"><b>Rules checked against:</b> %{name}, %{role}.</t:rich>
  <xsl:if test="$e/@valid-from"><xsl:value-of select="$sp"/><t:t date="{$e/@valid-from}">Valid from %{date}.</t:t></xsl:if>
  <xsl:if test="$e/@source"><xsl:value-of select="$sp"/><t:t source="{$e/@source}" date="{$e/@date}">Source: %{source} (%{date}).</t:t></xsl:if>
  <xsl:value-of select="$sp"/><t:t>What the assessment agency says decides.</t:t>
</xsl:template>

<xsl:template name="fields-to-fill">
  <p class="lead"><t:t>With these fields in the answers the conditions of levels 2 to 5 can be checked:</t:t></p>
  <table>
    <col w="150"/><col w="333"/>
    <thead><tr><th><t:t>Field</t:t></th><th><t:t>What goes into it</t:t></th></tr></thead>
    <tbody>
      <tr><td>established_on</td><td><t:t>Date of establishment, from the business licence</t:t></td></tr>
      <tr><td>insured_staff</td><td><t:t>Insured staff, from three months of social-insurance records</t:t></td></tr>
      <tr><td>revenue_wan</td><td><t:t>Revenue of the last audited year, in CNY 10,000</t:t></td></tr>
      <tr><td>data_gb</td><td><t:t>Structured data of the business systems, in GB</t:t></td></tr>
      <tr><td>data_staff</td><td><t:t>People who work on data management alone</t:t></td></tr>
      <tr><td>certified_staff</td><td><t:t>Of them, those who hold a data manager’s certificate</t:t></td></tr>
      <tr><td>systems</td><td><t:t>Information systems in use, by name</t:t></td></tr>
      <tr><td>tools</td><td><t:t>Data management tools with a contract or copyright, by name</t:t></td></tr>
      <tr><td>policy_domains</td><td><t:t>Domains for which a policy has been issued</t:t></td></tr>
      <tr><td>role</td><td><t:t>Data owner or solution provider</t:t></td></tr>
    </tbody>
  </table>
</xsl:template>

</xsl:stylesheet>
