(** What depth costs (this project): on "stop or go" every run of the ratio box,
    and with a loud coin every run of the floor and of the plain clip, is far from
    the optimum for a number of sweeps that is exponential in the number of turns,
    in any order of the turns and with any baseline: while the later turns still
    learn, an earlier one loses a factor 1 - low a sweep and has to regain it all.
    Regime: full information, exact expectations, exact argmax. *)
From Coq Require Import Reals List Lra Lia Psatz.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.Surrogate
  definitions.ClipRange definitions.StopOrGo.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.KLRate
  theorems.FlooredRun theorems.FloorStep theorems.ClipNoise theorems.StopOrGo.
Open Scope R_scope.

(** ** One decision in the box *)

(** With two moves: at most the cap; the floor where the other move is better. *)
Lemma two_move_box : forall low high p Q q, 0 < low < 1 -> 0 < high ->
  isDist [0; 1]%nat p ->
  isArgmax (boxRegion low high [0; 1]%nat p) (fun x => mean [0; 1]%nat x Q) q ->
  q 0%nat <= (1 + high) * p 0%nat /\
  (p 0%nat <= 1 - turningPoint low high -> Q 0%nat < Q 1%nat -> q 0%nat <= (1 - low) * p 0%nat).
Proof.
  intros low high p Q q Hl Hh [P Sp] [[[_ Sq] B] Max]. simpl in Sp, Sq.
  destruct (turning_point low high Hl Hh) as [Ht Et].
  pose proof (P 0%nat (or_introl eq_refl)) as P0.
  pose proof (P 1%nat (or_intror (or_introl eq_refl))) as P1.
  split; [apply (B 0%nat); left; reflexivity|]. intros Hp HQ.
  assert (Room : low * p 0%nat <= high * (1 - p 0%nat)).
  { apply Rle_trans with (low * (1 - turningPoint low high)); [apply Rmult_le_compat_l; lra|].
    rewrite <- Et. apply Rmult_le_compat_l; lra. }
  assert (U : boxRegion low high [0; 1]%nat p (two ((1 - low) * p 0%nat))).
  { assert (0 <= low * p 0%nat <= p 0%nat) by (split; [apply Rmult_le_pos|]; nra).
    split; [split; [|simpl; ring]|]; intros a [<-|[<-|[]]]; simpl; nra. }
  specialize (Max _ U). unfold mean in Max. cbn [sum two] in Max.
  replace (q 1%nat) with (1 - q 0%nat) in Max by lra. nra.
Qed.

(** ** The weights on the line *)

(** The sweeps that the turn with [n] turns after it needs at least: [a] of its
    own; [m] sweeps of growth do not make good [d] sweeps at the floor. *)
Fixpoint lateFor (a m d n : nat) : nat :=
  match n with
  | O => a
  | S n' => lateFor a m d n' + m * lateFor a m d n' / d + a
  end.

Section Late.
Variables r c low high p0 : R.
Variables turns a m d : nat.
Variable pol : nat -> policy.
Let G := stopOrGo r c turns.
Variable baseline : policy -> history -> R.
Hypothesis r_ok : 0 < r < 1.
Hypothesis low_ok : 0 < low < 1.
Hypothesis high_ok : 0 < high.
Hypothesis turn_ok : turningPoint low high <= r.
Hypothesis d_ok : (0 < d)%nat.
Hypothesis slow : (1 + high) ^ m * (1 - low) ^ d <= 1.
Hypothesis small : (1 + high) ^ a * p0 < 1 - r.
Hypothesis run : clippedRun G low high (boxRegion low high) baseline pol.
Hypothesis start : forall n, (n < turns)%nat -> pol 0%nat (live turns (S n)) 0%nat <= p0.

Let u (k n : nat) : R := pol k (live turns (S n)) 0%nat.

Lemma line_keeps : forall k, isPolicy G (pol k) /\ positiveAtDecisions G (pol k).
Proof.
  apply (run_keeps G low high (boxRegion low high) baseline (game_ok r c turns) low_ok
    (box_keeps_floor low high low_ok) pol run).
Qed.

Lemma line_dist : forall k n, (n < turns)%nat -> isDist [0; 1]%nat (pol k (live turns (S n))).
Proof.
  intros k n Hn. destruct (at_live r c turns n Hn) as [Mv _]. rewrite <- Mv.
  apply (policy_dist G (pol k) (S n) _ (game_ok r c turns) (proj1 (line_keeps k))).
  apply live_node. lia.
Qed.

(** What one sweep does to one turn. *)
Lemma line_step : forall k n, (n < turns)%nat ->
  u (S k) n <= (1 + high) * u k n /\
  exists later, isPolicy G later /\ oldOrNew G (pol k) (pol (S k)) later /\
    (u k n <= 1 - turningPoint low high ->
     actionValue G later (S n) (live turns (S n)) 0%nat
     < actionValue G later (S n) (live turns (S n)) 1%nat ->
     u (S k) n <= (1 - low) * u k n).
Proof.
  intros k n Hn. destruct (line_keeps k) as [Pk Fk]. destruct (line_keeps (S k)) as [Pn _].
  pose proof (live_node r c turns (S n) ltac:(lia)) as N.
  destruct (at_live r c turns n Hn) as [Mv Ch].
  destruct run as [_ [_ Sw]]. pose proof (Sw k (S n) _ N) as S0. fold G in Ch, Mv, N, S0.
  rewrite Ch in S0. destruct S0 as [later [f [Mix [Hf Arg]]]].
  pose proof (old_or_new_policy G _ _ later Pk Pn Mix) as Pl.
  assert (Cov : covers G (pol k) later).
  { apply (old_or_new_covers G (pol k) (pol (S k))); [exact Fk| |exact Mix].
    intros n' h' p Hn' Hc'. pose proof (Sw k n' h' Hn') as S1. fold G in S1.
    rewrite Hc' in S1. exact S1. }
  assert (Lin : isArgmax (boxRegion low high [0; 1]%nat (pol k (live turns (S n))))
    (fun x => mean [0; 1]%nat x (actionValue G later (S n) (live turns (S n))))
    (pol (S k) (live turns (S n)))).
  { destruct Arg as [HU Best]. pose proof HU as HU'. rewrite Mv in HU. split; [exact HU|].
    intros x Hx. rewrite <- Mv in Hx. specialize (Best x Hx).
    assert (Pos : forall b, In b (moves G (live turns (S n))) -> 0 < pol k (live turns (S n)) b)
      by (intros b Hb; apply (Fk (S n) _ b N Ch Hb)).
    rewrite !box_objective in Best; try assumption; try lra; [|apply (game_ok r c turns)..].
    rewrite Mv in Best. apply Rmult_le_reg_l in Best; [lra|exact Hf]. }
  destruct (two_move_box low high _ _ _ low_ok high_ok (line_dist k n Hn) Lin) as [Up Down].
  split; [exact Up|]. exists later. split; [exact Pl|]. split; [exact Mix|].
  intros Ht HQ. apply Down; assumption.
Qed.

Lemma start_small : forall n, (n < turns)%nat -> 0 <= u 0 n <= p0 /\ p0 < 1 - r.
Proof.
  intros n Hn. pose proof (start n Hn) as St.
  assert (U0 : 0 <= u 0 n) by (apply (line_dist 0 n Hn); left; reflexivity).
  assert (1 <= (1 + high) ^ a) by (apply pow_R1_Rle; lra).
  fold (u 0 n) in St. split; [lra|]. nra.
Qed.

(** Growth from sweep [A] on. *)
Lemma grows_slowly : forall n A x, (n < turns)%nat -> u A n <= x ->
  forall j, u (A + j) n <= (1 + high) ^ j * x.
Proof.
  intros n A x Hn HA. induction j as [|j IH]; [rewrite Nat.add_0_r; simpl; lra|].
  rewrite Nat.add_succ_r. destruct (line_step (A + j) n Hn) as [Up _].
  eapply Rle_trans; [exact Up|]. simpl. rewrite Rmult_assoc. apply Rmult_le_compat_l; lra.
Qed.

(** Growth and fall that cancel: m/d sweeps of growth for one at the floor. *)
Lemma growth_undone : forall L, (1 + high) ^ (m * L / d) * (1 - low) ^ L <= 1.
Proof.
  intros L. set (q := (m * L / d)%nat).
  assert (Hq : (q * d <= m * L)%nat) by (unfold q; rewrite Nat.mul_comm; apply Nat.mul_div_le; lia).
  set (x := (1 + high) ^ q * (1 - low) ^ L).
  assert (X0 : 0 <= x) by (apply Rmult_le_pos; apply pow_le; lra).
  assert (Xd : x ^ d <= 1).
  { unfold x. rewrite Rpow_mult_distr, <- !pow_mult.
    apply Rle_trans with ((1 + high) ^ (m * L) * (1 - low) ^ (d * L)).
    - rewrite (Nat.mul_comm L d). apply Rmult_le_compat_r; [apply pow_le; lra|].
      apply Rle_pow; [lra|exact Hq].
    - rewrite !pow_mult, <- Rpow_mult_distr.
      apply Rle_trans with (1 ^ L); [|rewrite pow1; lra]. apply pow_incr.
      split; [apply Rmult_le_pos; apply pow_le; lra|exact slow]. }
  destruct (Rle_lt_dec x 1) as [H|H]; [exact H|exfalso].
  pose proof (Rlt_pow_R1 x d H d_ok). lra.
Qed.

Lemma stays_low : forall n, (n < turns)%nat -> forall k, (k <= lateFor a m d n)%nat -> u k n < 1 - r.
Proof.
  induction n as [|n IH]; intros Hn k Hk; destruct (start_small _ Hn) as [[U0 U1] P1].
  - eapply Rle_lt_trans; [apply (grows_slowly 0 0 p0 Hn U1 k)|]. simpl in Hk.
    eapply Rle_lt_trans; [|exact small]. apply Rmult_le_compat_r; [lra|]. apply Rle_pow; [lra|exact Hk].
  - set (L := lateFor a m d n) in *. set (x := (1 - low) ^ L).
    assert (Pow : forall i, 0 <= (1 - low) ^ i <= 1)
      by (intros i; split; [apply pow_le; lra|apply (pow_shrinks (1 - low) 0); [lra|lia]]).
    assert (Falls : forall i, (i <= L)%nat -> u i (S n) <= (1 - low) ^ i * p0).
    { induction i as [|i IHi]; intros Hi; [simpl; lra|]. specialize (IHi ltac:(lia)).
      pose proof (Pow i).
      assert (Low : u i (S n) < 1 - r) by nra.
      destruct (line_step i (S n) Hn) as [_ [later [Pl [Mix Fall]]]].
      assert (Next : later (live turns (S n)) 0%nat < 1 - r).
      { pose proof (live_node r c turns (S n) ltac:(lia)) as N.
        destruct (at_live r c turns n ltac:(lia)) as [Mv _].
        destruct (Mix _ _ N) as [E|E]; fold G in Mv; rewrite Mv in E;
        rewrite (E 0%nat (or_introl eq_refl));
        [apply (IH ltac:(lia) i)|apply (IH ltac:(lia) (S i))]; lia. }
      simpl. rewrite Rmult_assoc.
      apply Rle_trans with ((1 - low) * u i (S n)); [|apply Rmult_le_compat_l; lra].
      apply Fall; [lra|apply (misranked r c turns r_ok later Pl n Hn Next)]. }
    destruct (le_lt_dec k L) as [Hk'|Hk'].
    + pose proof (Falls k Hk'). pose proof (Pow k). nra.
    + replace k with (L + (k - L))%nat by lia. set (q := (m * L / d)%nat) in *.
      eapply Rle_lt_trans; [apply (grows_slowly (S n) L (x * p0) Hn (Falls L (Nat.le_refl L)))|].
      simpl in Hk. fold L q in Hk.
      apply Rle_lt_trans with ((1 + high) ^ (q + a) * (x * p0)).
      * apply Rmult_le_compat_r; [pose proof (Pow L); unfold x; nra|]. apply Rle_pow; [lra|lia].
      * rewrite pow_add. pose proof (growth_undone L) as Un. fold q x in Un.
        assert (0 <= (1 + high) ^ a * p0) by (apply Rmult_le_pos; [apply pow_le|]; lra).
        replace ((1 + high) ^ q * (1 + high) ^ a * (x * p0))
          with (((1 + high) ^ q * x) * ((1 + high) ^ a * p0)) by ring. nra.
Qed.

(** J stays far from J* = 1. *)
Theorem E11_box_is_late : forall n k, turns = S n -> (k <= lateFor a m d n)%nat ->
  r ^ turns <= shortfall G (pol k).
Proof.
  intros n k Et Hk. apply (first_turn_loses r c turns r_ok (pol k) n (proj1 (line_keeps k)) Et).
  pose proof (stays_low n ltac:(lia) k Hk) as Low. unfold u, live in Low.
  replace (turns - S n)%nat with 0%nat in Low by lia. exact Low.
Qed.

End Late.

(** A loud coin: the same for the floor and for the plain clip of Eq. 6, with any
    baseline in the range of the rewards, V(s0), J and V(h) among them. *)
Theorem E11_noisy_clip_is_late : forall r c low high p0 turns a m d U baseline pol n k,
  0 < r < 1 -> 2 < c -> 0 < low < 1 -> 0 < high -> turningPoint low high <= r ->
  (0 < d)%nat -> (1 + high) ^ m * (1 - low) ^ d <= 1 -> (1 + high) ^ a * p0 < 1 - r ->
  movesFreely low high U ->
  (forall p h, isPolicy (stopOrGo r c turns) p -> 0 <= baseline p h <= 1) ->
  clippedRun (stopOrGo r c turns) low high U baseline pol ->
  (forall i, (i < turns)%nat -> pol 0%nat (live turns (S i)) 0%nat <= p0) ->
  turns = S n -> (k <= lateFor a m d n)%nat ->
  r ^ turns <= shortfall (stopOrGo r c turns) (pol k).
Proof.
  intros r c low high p0 turns a m d U baseline pol n k Hr Hc Hl Hh Ht Hd Slow Small HU Hb Run St Et Hk.
  apply (E11_box_is_late r c low high p0 turns a m d pol baseline) with (n := n); try assumption.
  apply (E12_noisy_run_is_box_run (stopOrGo r c turns) c 0 1 (game_ok r c turns)
    (coin_at_the_end r c turns Hr) ltac:(lra) low high U); assumption.
Qed.

(** In numbers: a symmetric range, r = 1 - 1/(2 turns), a start that goes on with
    1/(4 turns): at least 1/2 below the optimum up to sweep 2^turns - 1. *)
Lemma late_doubles : forall n, lateFor 1 1 1 n = (2 ^ S n - 1)%nat.
Proof.
  induction n as [|n IH]; [reflexivity|]. cbn [lateFor]. rewrite IH, Nat.mul_1_l, Nat.div_1_r.
  assert (1 <= 2 ^ S n)%nat by (clear; induction n; simpl in *; lia).
  rewrite (Nat.pow_succ_r' 2 (S n)). lia.
Qed.

Lemma half_of_the_line : forall turns, (0 < turns)%nat ->
  let r := 1 - / (2 * INR turns) in 1 / 2 <= r < 1 /\ 1 / 2 <= r ^ turns.
Proof.
  intros turns Ht r. set (t := INR turns) in *.
  assert (T1 : 1 <= t) by (change 1 with (INR 1); apply le_INR; lia).
  assert (I1 : 0 < / (2 * t)) by (apply Rinv_0_lt_compat; lra).
  assert (I2 : / (2 * t) <= / 2) by (apply Rinv_le_contravar; lra).
  assert (Bern : forall n, 1 - INR n * / (2 * t) <= r ^ n).
  { induction n as [|n IH]; [simpl; lra|]. rewrite S_INR. simpl.
    pose proof (pos_INR n). apply Rle_trans with (r * (1 - INR n * / (2 * t))); [unfold r; nra|].
    apply Rmult_le_compat_l; [unfold r; lra|exact IH]. }
  split; [unfold r; lra|]. eapply Rle_trans; [|apply Bern]. fold t.
  replace (t * / (2 * t)) with (1 / 2) by (field; lra). lra.
Qed.

Definition lineRatio (turns : nat) : R := 1 - / (2 * INR turns).
Definition lineStart (turns : nat) : R := / (4 * INR turns).

Theorem E11_two_to_the_turns : forall turns eps c U baseline pol,
  let G := stopOrGo (lineRatio turns) c turns in
  (0 < turns)%nat -> 0 < eps < 1 ->
  (U = boxRegion eps eps \/
   2 < c /\ (U = floorRegion eps \/ U = coveredDist) /\
   forall p h, isPolicy G p -> 0 <= baseline p h <= 1) ->
  clippedRun G eps eps U baseline pol -> pol 0%nat = goes turns (lineStart turns) ->
  forall k, (k <= 2 ^ turns - 1)%nat -> 1 / 2 <= shortfall G (pol k).
Proof.
  intros turns eps c U baseline pol G Ht He HU Run Start k Hk. set (r := lineRatio turns) in *.
  destruct (half_of_the_line turns Ht) as [Hr Half]. fold (lineRatio turns) in Hr, Half. fold r in Hr, Half.
  assert (T1 : 1 <= INR turns) by (change 1 with (INR 1); apply le_INR; lia).
  assert (P : 0 < lineStart turns) by (apply Rinv_0_lt_compat; lra).
  assert (E : 1 - r = 2 * lineStart turns) by (unfold r, lineRatio, lineStart; field; lra).
  assert (Tp : turningPoint eps eps <= r) by (unfold turningPoint; replace (eps / (eps + eps)) with (1 / 2) by (field; lra); lra).
  assert (Hn : exists n, turns = S n) by (exists (turns - 1)%nat; lia). destruct Hn as [n En].
  assert (Hk' : (k <= lateFor 1 1 1 n)%nat) by (rewrite late_doubles, <- En; exact Hk).
  assert (St : forall i, (i < turns)%nat -> pol 0%nat (live turns (S i)) 0%nat <= lineStart turns)
    by (intros i Hi; rewrite Start, goes_live by exact Hi; simpl; lra).
  assert (Sl : (1 + eps) ^ 1 * (1 - eps) ^ 1 <= 1) by nra.
  assert (Sm : (1 + eps) ^ 1 * lineStart turns < 1 - r) by (rewrite E; simpl; nra).
  eapply Rle_trans; [exact Half|]. destruct HU as [->|[Hc [HU Hb]]].
  - apply (E11_box_is_late r c eps eps (lineStart turns) turns 1 1 1 pol baseline) with (n := n);
      try assumption; try lra; lia.
  - apply (E11_noisy_clip_is_late r c eps eps (lineStart turns) turns 1 1 1 U baseline) with (n := n);
      try assumption; try lra; try lia.
    destruct HU as [->| ->]; [apply floor_moves_freely|apply cover_moves_freely]; exact He.
Qed.
